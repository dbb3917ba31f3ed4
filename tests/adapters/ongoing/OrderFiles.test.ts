import { expect } from "bun:test"
import { Ongoing } from "@omnium-ongoing/domain/ports/Ongoing"
import { Effect } from "effect"
import { fakeHttp } from "../../support/FakeHttp.ts"
import { itEffect } from "../../support/ItEffect.ts"
import { json, orderId, overFake } from "./Fixtures.ts"

const files = Ongoing.use((ongoing) => ongoing.orderFiles(orderId))
const answered = (body: unknown) => files.pipe(overFake(fakeHttp(() => json(body))))

itEffect("files come with their bytes", () =>
  Effect.gen(function* () {
    const http = fakeHttp(() =>
      json([
        {
          fileId: 3,
          orderId: 11,
          fileName: "label-A-1.pdf",
          mimeType: "application/pdf",
          fileDataBase64: "JVBERi0xLjQK/+8="
        },
        { fileId: 4, fileName: "empty.txt", mimeType: "", fileDataBase64: "" }
      ])
    )
    expect(yield* overFake(http)(files)).toEqual([
      {
        fileId: 3,
        fileName: "label-A-1.pdf",
        mimeType: "application/pdf",
        bytes: new Uint8Array([...Buffer.from("%PDF-1.4\n"), 255, 239])
      },
      { fileId: 4, fileName: "empty.txt", mimeType: undefined, bytes: new Uint8Array() }
    ])
    expect(http.sent[0]!.url.pathname).toBe("/epic/api/v1/orders/11/files")
  })
)

itEffect("no list, a null list and an empty one are no files", () =>
  Effect.gen(function* () {
    expect(yield* answered([])).toEqual([])
    expect(yield* answered(null)).toEqual([])
  })
)

itEffect("a file without content is empty", () =>
  Effect.gen(function* () {
    for (const body of [[{ fileId: 3, fileName: null, fileDataBase64: null }], [{ fileId: 3 }]]) {
      expect(yield* answered(body)).toEqual([{ fileId: 3, fileName: "", mimeType: undefined, bytes: new Uint8Array() }])
    }
  })
)

itEffect("content that is not Base64 is malformed, and so is a file without an id", () =>
  Effect.gen(function* () {
    for (const row of [
      { fileId: 3, fileDataBase64: "JVBE*" },
      { fileId: 3, fileDataBase64: "JVBER" },
      { fileDataBase64: "" }
    ]) {
      expect((yield* Effect.flip(answered([row]))).reason._tag).toBe("MalformedAnswer")
    }
  })
)

itEffect("an order that is not there is an error", () =>
  Effect.gen(function* () {
    const http = fakeHttp(() => json({ message: "no such order" }, { status: 404 }))
    expect((yield* Effect.flip(files).pipe(overFake(http))).reason._tag).toBe("NotFound")
  })
)
