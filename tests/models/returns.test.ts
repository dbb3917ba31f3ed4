import fc from "fast-check"
import { commonCommands, runTask } from "./CommonCommands.ts"
import { modelTest, often, telling } from "./Model.ts"
import { returnCommands } from "./ReturnCommands.ts"
import type { ReturnModel } from "./ReturnModel.ts"
import { sentOrder } from "./SentOrder.ts"

modelTest({
  name: "what comes back is a return in Omnium once, and reported only when something stands for it (R15, R27)",
  runs: 4,
  setup: fc.record({ tells: telling, inParts: fc.boolean() }),
  open: sentOrder,
  commands: [...returnCommands, ...often(runTask<ReturnModel>()), ...commonCommands<ReturnModel>()]
})
