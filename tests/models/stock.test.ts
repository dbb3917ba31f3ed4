import fc from "fast-check"
import { commonCommands } from "./CommonCommands.ts"
import { modelTest, telling } from "./Model.ts"
import { Rig } from "./Rig.ts"
import { stockCommands } from "./StockCommands.ts"
import { StockModel } from "./StockModel.ts"

modelTest({
  name: "Omnium has on each shelf what Ongoing can sell, by all three comparisons (R10, R11, R14)",
  runs: 2,
  setup: fc.record({
    tells: telling,
    compareWith: fc.constantFrom("inventory" as const, "available" as const, "precise" as const)
  }),
  open: async ({ tells, compareWith }) => {
    const rig = await Rig.open(["SyncOrders", "SyncInventory"], tells, { compareWith })
    await rig.run("OngoingSyncScheduledTask")
    return { model: await StockModel.begin(rig, compareWith), rig }
  },
  commands: [...stockCommands, ...commonCommands<StockModel>()]
})
