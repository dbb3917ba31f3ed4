import type { Article } from "./Article.ts"
import { missing, Refusal } from "./Refusal.ts"
import { deleteEntry, putEntry } from "./Register.ts"
import { type Act, articlesFrom, type RegisterEntry, saveArticle, type Warehouse } from "./Warehouse.ts"

/** Creates a class or changes the one with this code or id; articles that have it follow a new code. */
export const putArticleClass = (
  warehouse: Warehouse,
  entry: Omit<RegisterEntry, "id">,
  id: number | undefined,
  act: Act
): RegisterEntry | Refusal => {
  const before = id === undefined ? undefined : classById(warehouse, id)
  const put = putEntry(warehouse, warehouse.articleClasses, entry, id, act)
  if (!(put instanceof Refusal) && before !== undefined && before.code !== put.code)
    replaceClass(warehouse, before, put, act)
  return put
}

/** The class is gone, from the articles too. */
export const deleteArticleClass = (warehouse: Warehouse, id: number, act: Act): RegisterEntry | Refusal => {
  const known = classById(warehouse, id)
  if (known === undefined) return missing(`There is no article class with id ${id}.`)
  deleteEntry(warehouse.articleClasses, id, act)
  replaceClass(warehouse, known, undefined, act)
  return known
}

/** The article has these classes and no others. */
export const setArticleClasses = (
  warehouse: Warehouse,
  article: Article,
  ids: ReadonlyArray<number>,
  act: Act
): Article | Refusal => {
  const classes: Array<RegisterEntry> = []
  for (const id of new Set(ids)) {
    const known = classById(warehouse, id)
    if (known?.ownerId !== article.ownerId) return missing(`There is no article class with id ${id}.`)
    classes.push(known)
  }
  return withClasses(warehouse, article, classes, act)
}

const classById = (warehouse: Warehouse, id: number): RegisterEntry | undefined =>
  warehouse.articleClasses.values().find((each) => each.id === id)

const replaceClass = (
  warehouse: Warehouse,
  { ownerId, code }: RegisterEntry,
  next: RegisterEntry | undefined,
  act: Act
): void => {
  for (const article of articlesFrom(warehouse, 0)) {
    const classes = article.sent.articleClassesInfo?.classes ?? []
    if (article.ownerId !== ownerId || !classes.some((each) => each.code === code)) continue
    const kept = classes.flatMap((each) => (each.code !== code ? [each] : next === undefined ? [] : [next]))
    withClasses(warehouse, article, kept, act)
  }
}

const withClasses = (
  warehouse: Warehouse,
  article: Article,
  classes: ReadonlyArray<Pick<RegisterEntry, "code" | "name">>,
  act: Act
): Article => {
  const articleClassesInfo = { classes: classes.map(({ code, name }) => ({ code, name })) }
  const next = { ...article, sent: { ...article.sent, articleClassesInfo }, dataUpdated: act.now }
  saveArticle(warehouse, next, act)
  return next
}
