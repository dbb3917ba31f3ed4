import type { Seen, Step } from "./Views.ts"

const column = 46

const sideBySide = ({ omnium, ongoing }: Seen): ReadonlyArray<string> =>
  Array.from({ length: Math.max(omnium.length, ongoing.length) }, (_, row) =>
    `    ${(omnium[row] ?? "").padEnd(column)}  ${ongoing[row] ?? ""}`.trimEnd()
  )

/** Plays the steps one after the other and prints what was seen; tells whether everything held. */
export const play = async (steps: ReadonlyArray<Step>, print: (line: string) => void): Promise<boolean> => {
  let broken = 0
  for (const [index, step] of steps.entries()) {
    print(`\n${index + 1}. ${step.title}`)
    const seen = await step.play()
    print(`    ${"Omnium".padEnd(column)}  Ongoing`)
    for (const line of sideBySide(seen)) print(line)
    for (const [what, held] of seen.holds) {
      if (!held) broken++
      print(`  ${held ? "✓" : "✗"} ${what}`)
    }
  }
  print(broken === 0 ? "\nEvery step held." : `\n${broken} things did not hold.`)
  return broken === 0
}
