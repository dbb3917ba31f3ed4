/** @jsxImportSource hono/jsx */
import { ActionButton, ActionDetails } from "@omnium-ongoing/simulator-kit/board/Action"
import { latestEffects } from "@omnium-ongoing/simulator-kit/board/LatestEffects"
import { LedgerTable } from "@omnium-ongoing/simulator-kit/board/LedgerPage"
import type { Ask, Download, Route } from "@omnium-ongoing/simulator-kit/board/Page"
import { Nothing } from "@omnium-ongoing/simulator-kit/board/Shell"
import type { FC } from "hono/jsx"
import { bytesOf } from "../Base64.ts"
import { filesOf } from "../Files.ts"
import type { Order } from "../Order.ts"
import type { Warehouse } from "../Warehouse.ts"
import { actionGroups } from "./OrderActions.ts"
import { OrderHead } from "./OrderHead.tsx"
import { OrderLines } from "./OrderLines.tsx"

export const orderPage: Route<Warehouse> = {
  path: "/board/orders/:orderId{[0-9]+}",
  under: "/",
  page: (world, ask) => {
    const id = Number(ask.param("orderId"))
    const first = world.state.orders.get(id)
    if (first === undefined) return undefined
    return {
      title: `Order ${first.number}`,
      sections: [
        { id: "head", follows: ["ledger"], body: () => <OrderHead ask={ask} warehouse={world.state} order={first} /> },
        {
          id: "lines",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>Lines</h2>
              <OrderLines ask={ask} warehouse={world.state} order={first} />
            </>
          )
        },
        { id: "parcels", follows: ["ledger"], body: () => <Parcels ask={ask} warehouse={world.state} order={first} /> },
        { id: "actions", follows: ["ledger"], body: () => <Actions ask={ask} warehouse={world.state} order={first} /> },
        {
          id: "effects",
          follows: ["ledger"],
          body: () => (
            <>
              <h2>What happened to it</h2>
              <LedgerTable
                rows={latestEffects(
                  world.ledger,
                  ({ kind, object }) =>
                    (kind === "order" && object === String(id)) || (kind === "files" && object === `order/${id}`)
                )}
              />
            </>
          )
        }
      ]
    }
  }
}

/** The vendor keeps files inline; here they are opened. */
export const orderFile: Download<Warehouse> = {
  path: "/board/orders/:orderId{[0-9]+}/files/:fileId{[0-9]+}",
  file: ({ state }, param) => {
    const files = filesOf(state, `order/${Number(param("orderId"))}`)
    const file = files.find(({ id }) => id === Number(param("fileId")))
    return file && { name: file.fileName, mimeType: file.mimeType, bytes: bytesOf(file.fileDataBase64) }
  }
}

interface PartProps {
  readonly ask: Ask
  readonly warehouse: Warehouse
  readonly order: Order
}

const Parcels: FC<PartProps> = ({ ask, warehouse, order }) => {
  const files = filesOf(warehouse, `order/${order.id}`)
  return (
    <>
      <h2>Parcels and files</h2>
      {order.parcels.length === 0 && files.length === 0 ? (
        <Nothing>None yet.</Nothing>
      ) : (
        <ul class="cards">
          {order.parcels.map((parcel) => (
            <li class="card" id={`parcel-${parcel.id}`}>
              <b>{parcel.number}</b>
              <span class="sub">
                {parcel.isReturn ? "Return parcel" : "Parcel"}
                {parcel.waybill !== null && ` · waybill ${parcel.waybill}`}
              </span>
              {parcel.trackingUrl !== null && <span class="sub">{parcel.trackingUrl}</span>}
            </li>
          ))}
          {files.map((file) => (
            <li class="card" id={`file-${file.id}`}>
              <a href={`${ask.base}/board/orders/${order.id}/files/${file.id}`} target="_blank" rel="noopener">
                {file.fileName}
              </a>
              <span class="sub">{file.mimeType}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const Actions: FC<PartProps> = ({ ask, warehouse, order }) => (
  <>
    <h2>What the warehouse can do</h2>
    <p class="lead">Every button is a call. What the warehouse could not do, it refuses, and says why.</p>
    <div class="cards">
      {actionGroups(ask, warehouse, order).map(({ name, actions }) => (
        <div class="card">
          <h3>{name}</h3>
          <div class="actions">
            {actions.map((action) =>
              action.fields === undefined ? (
                <ActionButton ask={ask} action={action} />
              ) : (
                <ActionDetails ask={ask} action={action} />
              )
            )}
          </div>
        </div>
      ))}
    </div>
  </>
)
