import { board } from "@omnium-ongoing/simulator-kit/board/Board"
import type { Door, World } from "@omnium-ongoing/simulator-kit/World"
import type { Access } from "../api/FrontDoor.ts"
import { basicAuthorization } from "../BasicAuthorization.ts"
import { failureCases } from "../control/FailureCases.ts"
import type { Warehouse } from "../Warehouse.ts"
import { ordersPage } from "./OrdersPage.tsx"

/** The warehouse as its staff would see it, with a button for all that they do. */
export const ongoingBoard = (
  world: World<Warehouse>,
  send: (request: Request) => Promise<Response>,
  { user, password }: Access
): Door =>
  board(world, send, {
    name: "Ongoing simulator",
    routes: [ordersPage],
    presets: failureCases,
    access: { header: basicAuthorization(user, password), curl: `-u '${user}:${password}'` }
  })
