/** @jsxImportSource hono/jsx */
import { board } from "@omnium-ongoing/simulator-kit/board/Board"
import type { Door, World } from "@omnium-ongoing/simulator-kit/World"
import type { Access } from "../api/FrontDoor.ts"
import { basicAuthorization } from "../BasicAuthorization.ts"
import { failureCases } from "../control/FailureCases.ts"
import type { Warehouse } from "../Warehouse.ts"
import { articlePage } from "./ArticlePage.tsx"
import { orderListPage } from "./OrderListPage.tsx"
import { orderFile, orderPage } from "./OrderPage.tsx"
import { ordersPage } from "./OrdersPage.tsx"
import { purchaseOrderPage } from "./PurchaseOrderPage.tsx"
import { purchaseOrdersPage } from "./PurchaseOrdersPage.tsx"
import { returnsPage } from "./ReturnsPage.tsx"
import { stockPage } from "./StockPage.tsx"
import { webhooksPage } from "./WebhooksPage.tsx"

/** The warehouse as its staff would see it, with a button for all that they do. */
export const ongoingBoard = (
  world: World<Warehouse>,
  send: (request: Request) => Promise<Response>,
  { user, password, warehouse }: Access
): Door =>
  board(world, send, {
    name: "Ongoing simulator",
    routes: [
      ordersPage,
      orderListPage,
      orderPage,
      stockPage,
      articlePage,
      purchaseOrdersPage,
      purchaseOrderPage,
      returnsPage,
      webhooksPage
    ],
    downloads: [orderFile],
    presets: failureCases,
    access: {
      api: `/${warehouse}/api/v1`,
      header: basicAuthorization(user, password),
      curl: `-u '${user}:${password}'`
    }
  })
