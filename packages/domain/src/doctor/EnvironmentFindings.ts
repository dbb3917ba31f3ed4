import type { OngoingGoodsOwnerId } from "../ongoing/Identifiers.ts"
import { error, type Finding, listed, ok, warning } from "./Finding.ts"

/** A tenant of the configuration on the same installation of Ongoing. */
export interface Neighbour {
  readonly tenant: string
  /** Which Omnium it is, and as whom. */
  readonly environment: string
  readonly goodsOwners: ReadonlyArray<OngoingGoodsOwnerId>
}

/** Two environments of Omnium on one goods owner take each other's returns and set each other's stock. */
export const environmentFindings = (
  own: Pick<Neighbour, "environment" | "goodsOwners">,
  neighbours: ReadonlyArray<Neighbour>
): ReadonlyArray<Finding> => {
  const found = neighbours.flatMap(({ tenant, environment, goodsOwners }) => {
    const shared = goodsOwners.filter((owner) => own.goodsOwners.includes(owner))
    if (environment === own.environment) {
      return shared.map((owner) =>
        error(
          "environments",
          `The tenant ${tenant} is the same environment of Omnium on the same goods owner ${owner}: both do the same work.`,
          "Remove one of the two tenants from the configuration."
        )
      )
    }
    return shared.map((owner) =>
      warning(
        "environments",
        `The tenant ${tenant} is another environment of Omnium on the same goods owner ${owner}. What one of them reports as returned the other never sees.`,
        "Give each environment a goods owner of its own, or switch the syncs of one of them off."
      )
    )
  })
  return found.length > 0 ? found : [ok("environments", "No other tenant shares a goods owner.")]
}

/** Whether the API user may ask for the goods owners of the stores. */
export const goodsOwnerFindings = (
  owners: ReadonlyArray<{ readonly id: OngoingGoodsOwnerId; readonly refusal: string | undefined }>
): ReadonlyArray<Finding> => {
  const refused = owners.filter((owner) => owner.refusal !== undefined)
  return refused.length === 0
    ? [ok("goods-owners", `Ongoing lets us ask for the goods owners ${listed(owners.map(({ id }) => id))}.`)]
    : refused.map(({ id, refusal }) =>
        error(
          "goods-owners",
          `Ongoing has no goods owner ${id} for this user: ${refusal}.`,
          "Correct OngoingGoodsOwnerId of the stores that name it, or ask the warehouse to give the API user access."
        )
      )
}
