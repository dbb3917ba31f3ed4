import { missing, type Refusal, refused } from "./Refusal.ts"
import { type Act, nextId, type StoredFile, type Warehouse } from "./Warehouse.ts"

const longestFileName = 300

/** What a file lies on: `order/50001`. */
export type FileParent = `${"order" | "article" | "purchaseOrder"}/${number}`
export type FileContent = Omit<StoredFile, "id">

export const filesOf = (warehouse: Warehouse, parent: FileParent): ReadonlyArray<StoredFile> =>
  warehouse.files.get(parent) ?? []

/** Always a new file; names must differ on one object. */
export const addFile = (
  warehouse: Warehouse,
  parent: FileParent,
  content: FileContent,
  act: Act
): StoredFile | Refusal => {
  const files = filesOf(warehouse, parent)
  const refusal = refuseName(files, content.fileName)
  if (refusal !== undefined) return refusal
  const file = { id: nextId(warehouse, "file"), ...content }
  warehouse.files.set(parent, [...files, file], act.record)
  return file
}

/** Creates the file or replaces the one of this name. */
export const putFile = (
  warehouse: Warehouse,
  parent: FileParent,
  content: FileContent,
  act: Act
): StoredFile | Refusal => {
  const known = filesOf(warehouse, parent).find((file) => file.fileName === content.fileName)
  return known === undefined
    ? addFile(warehouse, parent, content, act)
    : replaceFile(warehouse, parent, known.id, content, act)
}

export const replaceFile = (
  warehouse: Warehouse,
  parent: FileParent,
  fileId: number,
  content: FileContent,
  act: Act
): StoredFile | Refusal => {
  const files = filesOf(warehouse, parent)
  if (!files.some((file) => file.id === fileId)) return noFile(fileId)
  const others = files.filter((file) => file.id !== fileId)
  const refusal = refuseName(others, content.fileName)
  if (refusal !== undefined) return refusal
  const file = { id: fileId, ...content }
  const replaced = files.map((each) => (each.id === fileId ? file : each))
  warehouse.files.set(parent, replaced, act.record)
  return file
}

export const deleteFile = (
  warehouse: Warehouse,
  parent: FileParent,
  fileId: number,
  act: Act
): StoredFile | Refusal => {
  const files = filesOf(warehouse, parent)
  const file = files.find((each) => each.id === fileId)
  if (file === undefined) return noFile(fileId)
  const others = files.filter((each) => each.id !== fileId)
  warehouse.files.set(parent, others, act.record)
  return file
}

const refuseName = (others: ReadonlyArray<StoredFile>, fileName: string): Refusal | undefined => {
  if (fileName.length > longestFileName) return refused(`A file name has at most ${longestFileName} characters.`)
  return others.some((file) => file.fileName === fileName)
    ? refused(`There already is a file named '${fileName}'.`)
    : undefined
}

const noFile = (fileId: number): Refusal => missing(`There is no file with fileId ${fileId}.`)
