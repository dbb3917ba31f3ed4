import { commonCommands, retryAll } from "./CommonCommands.ts"
import { modelTest, telling } from "./Model.ts"
import { orderCommands } from "./OrderCommands.ts"
import { OrderModel } from "./OrderModel.ts"
import { Rig } from "./Rig.ts"

modelTest({
  name: "orders are in Ongoing once, and Omnium follows the warehouse (R1, R2, R3, R6, R7, R8, R9)",
  runs: 6,
  setup: telling,
  open: async (tells) => ({ model: new OrderModel(), rig: await Rig.open(["SyncOrders"], tells) }),
  commands: [...orderCommands, ...commonCommands<OrderModel>(), retryAll<OrderModel>()]
})
