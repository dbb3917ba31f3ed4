import type { Defect } from "./Defect.ts"
import { deliveryDefects } from "./DeliveryDefects.ts"
import { engineDefects } from "./EngineDefects.ts"
import { goodsDefects } from "./GoodsDefects.ts"
import { orderDefects } from "./OrderDefects.ts"
import { stockDefects } from "./StockDefects.ts"

export const defects: ReadonlyArray<Defect> = [
  ...orderDefects,
  ...deliveryDefects,
  ...goodsDefects,
  ...stockDefects,
  ...engineDefects
]
