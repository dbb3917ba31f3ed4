import { JournalError } from "@omnium-ongoing/domain/ports/Journal"
import { Cause, Effect, Option, Semaphore } from "effect"
import { SqlClient, SqlError } from "effect/sql"

export interface Transactions {
  readonly reading: <A, R>(
    operation: string,
    work: Effect.Effect<A, SqlError.SqlError | JournalError, R>
  ) => Effect.Effect<A, JournalError, R>
  /** All of the work or nothing of it; it is on the disk once this has returned. */
  readonly writing: <A, R>(
    operation: string,
    work: Effect.Effect<A, SqlError.SqlError | JournalError, R>
  ) => Effect.Effect<A, JournalError, R>
  /** Fails as the last write did. */
  readonly lastWrite: Effect.Effect<void, JournalError>
}

/** SQLite's own number for a full disk (SQLITE_FULL). */
const full = 13

/** Also those among the defects: after a full disk SQLite has rolled back by itself, and the driver's attempt dies. */
const sqlErrors = (cause: Cause.Cause<unknown>): ReadonlyArray<SqlError.SqlError> =>
  cause.reasons
    .map((reason) =>
      Cause.isFailReason(reason) ? reason.error : Cause.isDieReason(reason) ? reason.defect : undefined
    )
    .filter((error) => SqlError.isSqlError(error))

/** SQLite's words only: they name tables and columns, never a row's content. */
const words = (error: SqlError.SqlError): { readonly code: unknown; readonly text: string } => {
  const cause = error.reason.cause
  return cause instanceof Error
    ? { code: "errno" in cause ? cause.errno : undefined, text: cause.message }
    : { code: undefined, text: error.message }
}

const told = <A, R>(
  operation: string,
  work: Effect.Effect<A, SqlError.SqlError | JournalError, R>
): Effect.Effect<A, JournalError, R> =>
  Effect.catchCause(work, (cause) => {
    const errors = sqlErrors(cause).map(words)
    // Without an SQL error there is only a JournalError, a defect or an interruption left in it.
    if (errors.length === 0) return Effect.failCause(cause as Cause.Cause<JournalError>)
    const isFull = errors.some((error) => error.code === full)
    return Effect.logError(`journal: ${operation} failed: ${errors.map((error) => error.text).join("; ")}`).pipe(
      Effect.andThen(
        Effect.fail(
          new JournalError({
            operation,
            reason: isFull ? "Full" : "Broken",
            message: isFull
              ? "There is no space left for the journal."
              : "The journal cannot be used; the log says why."
          })
        )
      )
    )
  })

/**
 * One at a time: the driver has a single connection, and a statement that slips into another fiber's transaction
 * would see, or be part of, what may still be rolled back.
 */
export const make: Effect.Effect<Transactions, never, SqlClient.SqlClient> = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const turn = yield* Semaphore.make(1)
  let failed = Option.none<JournalError>()
  const ended = (error: Option.Option<JournalError>) =>
    Effect.sync(() => {
      failed = error
    })
  return {
    reading: (operation, work) => turn.withPermit(told(operation, work)),
    writing: (operation, work) =>
      sql.withTransaction(work).pipe(
        Effect.provideService(SqlClient.BeginTransaction, "BEGIN IMMEDIATE"),
        // A COMMIT that failed may leave its transaction open. Where none is open this fails, which is just as good.
        Effect.onError(() => Effect.ignore(sql`ROLLBACK`)),
        (transaction) => turn.withPermit(told(operation, transaction)),
        Effect.tap(() => ended(Option.none())),
        Effect.tapError((error) => ended(Option.some(error)))
      ),
    lastWrite: Effect.suspend(() => Option.match(failed, { onNone: () => Effect.void, onSome: Effect.fail }))
  }
})
