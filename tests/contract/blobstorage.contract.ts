import { describe, expect } from "bun:test"
import { BlobStorage, type BlobStorageError, BlobToken } from "@omnium-ongoing/domain/ports/BlobStorage"
import { Effect, type Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { itEffect } from "../support/ItEffect.ts"

export interface BlobStorageSubject {
  readonly name: string
  /** An empty storage each time, whose links begin with https://connector.example/wms. */
  readonly layer: () => Layer.Layer<BlobStorage>
}

export const subject = { tenant: "epic", path: "ongoing-order/4711/file/3" }
export const pdf = (text: string) => ({
  bytes: new TextEncoder().encode(`%PDF-1.7 ${text}`),
  contentType: "application/pdf"
})
export const unknown = BlobToken.make("A".repeat(32))

export const blobStorageContract = ({ name, layer }: BlobStorageSubject) =>
  describe(`BlobStorage port: ${name}`, () => {
    const it = <E = BlobStorageError>(sentence: string, body: () => Effect.Effect<unknown, E, BlobStorage>) =>
      itEffect(sentence, () => Effect.suspend(body).pipe(Effect.provide(layer())))

    it("R24: gives back the bytes that were put, whatever they are", () =>
      Effect.gen(function* () {
        const storage = yield* BlobStorage
        const contents = fc.sample(fc.uint8Array({ maxLength: 5000 }), { numRuns: 30, seed: 3 })
        for (const [index, bytes] of [new Uint8Array(), new Uint8Array([10, 10]), ...contents].entries()) {
          const token = yield* storage.put({ tenant: "epic", path: `${index}` }, { bytes, contentType: "text/plain" })
          const { value } = Option.getOrThrow(Option.map(yield* storage.get(token), (value) => ({ value })))
          expect(Buffer.from(value.bytes).equals(bytes)).toBe(true)
          expect(value.contentType).toBe("text/plain")
        }
      }))

    it("gives the same token for the same bytes of the same subject, and another for anything else", () =>
      Effect.gen(function* () {
        const storage = yield* BlobStorage
        const first = yield* storage.put(subject, pdf("a"))
        expect(yield* storage.put(subject, pdf("a"))).toBe(first)
        const others = [
          yield* storage.put(subject, pdf("b")),
          yield* storage.put({ ...subject, tenant: "other" }, pdf("a")),
          yield* storage.put({ ...subject, path: "ongoing-order/4711/file/4" }, pdf("a"))
        ]
        expect(new Set([first, ...others]).size).toBe(4)
        expect(Option.getOrThrow(yield* storage.get(first)).bytes).toEqual(pdf("a").bytes)
      }))

    it("gives none for a token that was never given", () =>
      Effect.gen(function* () {
        expect(yield* BlobStorage.use((storage) => storage.get(unknown))).toEqual(Option.none())
      }))

    it("keeps a blob for 400 days, and the same bytes put again afterwards for 400 more", () =>
      Effect.gen(function* () {
        const storage = yield* BlobStorage
        const token = yield* storage.put(subject, pdf("a"))
        yield* TestClock.adjust("400 days")
        expect(Option.isSome(yield* storage.get(token))).toBe(true)
        yield* TestClock.adjust("1 milli")
        expect(yield* storage.get(token)).toEqual(Option.none())
        expect(yield* storage.put(subject, pdf("a"))).toBe(token)
        yield* TestClock.adjust("399 days")
        expect(Option.isSome(yield* storage.get(token))).toBe(true)
      }))

    it("lets nobody read a revoked token, even if the same bytes are put again", () =>
      Effect.gen(function* () {
        const storage = yield* BlobStorage
        const token = yield* storage.put(subject, pdf("a"))
        const other = yield* storage.put(subject, pdf("b"))
        yield* storage.revoke(token)
        yield* storage.revoke(token)
        expect(yield* storage.get(token)).toEqual(Option.none())
        expect(Option.isSome(yield* storage.get(other))).toBe(true)
        const again = yield* storage.put(subject, pdf("a"))
        expect(again).not.toBe(token)
        expect(yield* storage.put(subject, pdf("a"))).toBe(again)
        expect(yield* storage.get(token)).toEqual(Option.none())
        expect(Option.getOrThrow(yield* storage.get(again)).bytes).toEqual(pdf("a").bytes)
      }))

    it("revokes what is not there without an error", () =>
      Effect.gen(function* () {
        const storage = yield* BlobStorage
        yield* storage.revoke(unknown)
        expect(yield* storage.get(unknown)).toEqual(Option.none())
      }))

    it("links to the address under which people reach it", () =>
      Effect.gen(function* () {
        const storage = yield* BlobStorage
        const token = yield* storage.put(subject, pdf("a"))
        expect(storage.link(token)).toBe(`https://connector.example/wms/labels/${token}`)
      }))
  })
