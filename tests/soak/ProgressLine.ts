/** How often a line is told where nobody sees one change. */
const every = 15_000

interface Screen {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** One line that is written over on a terminal, and now and then a line of its own elsewhere. */
export const progressLine = (screen: Screen) => {
  let told = Number.NEGATIVE_INFINITY
  return {
    tell: (text: string): void => {
      if (screen.isTTY === true) return void screen.write(`\r\u001b[K${text.slice(0, 150)}`)
      if (performance.now() - told < every) return
      told = performance.now()
      screen.write(`${text}\n`)
    },
    end: (): void => {
      if (screen.isTTY === true) screen.write("\r\u001b[K")
    }
  }
}
