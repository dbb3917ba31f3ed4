/** Where programs made ready to start lie, each in a folder named for the sources it was made from. */
export const place = "node_modules/.prepared"

/** The name of the program that this is the main file of. */
export const nameOf = (main: string): string => main.split("/")[1] ?? main

/** Beside the folders: the sources that were found to make up a program, a line each, from the root. */
export const listOf = (root: string, name: string): string => `${root}/${place}/${name}.sources`

/**
 * The program as one file with its bytecode, which starts several times faster than its sources do. It is made when the
 * sources have changed since the last start; where it cannot be made, the sources themselves are what starts.
 * What it does without is named. Nothing of Node is loaded here: every start waits for it.
 */
export const prepared = async (root: string, main: string, without: ReadonlyArray<string> = []): Promise<string> => {
  const name = nameOf(main)
  const list = await Bun.file(listOf(root, name))
    .text()
    .catch(() => "")
  const file = `${root}/${place}/${name}-${stampOf(root, list.split("\n"), without)}/main.js`
  if (list !== "" && Bun.file(file).size > 0) return file
  return (await import("./Prepare.ts")).prepare(root, main, without)
}

/** Changes with every source: its path, its size, when it was written. */
export const stampOf = (root: string, sources: ReadonlyArray<string>, without: ReadonlyArray<string>): string => {
  const parts: Array<string | number> = [Bun.version, ...without]
  const look = (path: string, name: string): void => {
    const { size, lastModified } = Bun.file(path)
    parts.push(name, size, lastModified)
  }
  for (const source of ["bun.lock", ...sources]) look(`${root}/${source}`, source)
  look(`${import.meta.dir}/Prepare.ts`, "")
  return Bun.hash(parts.join("\n")).toString(36)
}
