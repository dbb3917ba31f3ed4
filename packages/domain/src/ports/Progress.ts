import { Context, Effect } from "effect"

/** Told how many more rows an operation has read; whoever shows it to a person puts something here. */
export const Progress = Context.Reference<(operation: string, rows: number) => Effect.Effect<void>>(
  "@omnium-ongoing/domain/ports/Progress",
  { defaultValue: () => () => Effect.void }
)
