import { refuse } from "./Refusal.ts"

const maxTake = 100
const maxWindow = 10_000
const defaultTake = 20

/** One page of a search. Pages start at 0. */
export const pageOf = <A>(
  found: ReadonlyArray<A>,
  search: { readonly take?: number; readonly page?: number }
): ReadonlyArray<A> => {
  const { take, page } = checkedPage(search)
  return found.slice(page * take, (page + 1) * take)
}

export const checkedPage = (search: {
  readonly take?: number
  readonly page?: number
}): { take: number; page: number } => {
  const take = search.take === undefined || search.take === 0 ? defaultTake : search.take
  const page = search.page ?? 0
  if (!Number.isInteger(take) || take < 0) refuse(400, "Take must be a whole number from 1 to 100")
  if (take > maxTake) refuse(400, `Take is ${take}; at most ${maxTake} are answered at once`)
  if (!Number.isInteger(page) || page < 0) refuse(400, "Page must be a whole number from 0")
  if (take * page > maxWindow)
    refuse(400, `Take * page is ${take * page} and must not exceed ${maxWindow}; use Scroll for larger result sets`)
  return { take, page }
}
