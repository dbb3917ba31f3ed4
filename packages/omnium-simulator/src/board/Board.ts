import { board } from "@omnium-ongoing/simulator-kit/board/Board"
import type { Door, World } from "@omnium-ongoing/simulator-kit/World"
import { issueToken } from "../api/AccessToken.ts"
import type { FrontDoorOptions } from "../api/FrontDoor.ts"
import type { Tenant } from "../Tenant.ts"
import { eventsPage } from "./EventsPage.tsx"
import { inboundPage } from "./InboundPage.tsx"
import { orderPage } from "./OrderPage.tsx"
import { ordersPage } from "./OrdersPage.tsx"
import { productPage } from "./ProductPage.tsx"
import { productsPage } from "./ProductsPage.tsx"
import { settingsPage } from "./SettingsPage.tsx"

const secondsOfDay = 86_400

/** The pages of a tenant, as the people of the shop would see it. */
export const omniumBoard = (
  world: World<Tenant>,
  send: (request: Request) => Promise<Response>,
  { clientId, clientSecret }: FrontDoorOptions
): Door => {
  const authorization = (): string => {
    // The same all day, so that a page that is drawn anew shows the same commands.
    const issuedAt = Math.floor(world.clock.now() / 1000 / secondsOfDay) * secondsOfDay
    return `Bearer ${issueToken(clientId, clientSecret, issuedAt)}`
  }
  return board(world, send, {
    name: "Omnium simulator",
    routes: [ordersPage, orderPage, productsPage, productPage, inboundPage, eventsPage, settingsPage],
    access: {
      api: "/api",
      get header() {
        return authorization()
      },
      get curl() {
        return `-H 'Authorization: ${authorization()}'`
      }
    }
  })
}
