import { describe, expect, test } from "bun:test"
import { code128 } from "@omnium-ongoing/ongoing-simulator/Code128"
import { labelPdf } from "@omnium-ongoing/ongoing-simulator/LabelPdf"
import { installation } from "./Installation.ts"

interface FileAnswer {
  readonly fileId: number
  readonly fileName: string
  readonly mimeType: string
  readonly fileDataBase64: string
}

const bytesOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")

/** Reads a PDF as a viewer does: from the end, through the table, to each object. */
const objectsOf = (pdf: string): ReadonlyArray<string> => {
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf)?.[1])
  expect(pdf.slice(table, table + 4)).toBe("xref")
  const [, count] = /^xref\n0 (\d+)\n/.exec(pdf.slice(table)) ?? []
  const rows = pdf
    .slice(table)
    .split("\n")
    .slice(2, 2 + Number(count))
  expect(rows[0]).toBe("0000000000 65535 f ")
  return rows.slice(1).map((row, position) => {
    expect(row).toHaveLength(19)
    const offset = Number(row.slice(0, 10))
    const object = pdf.slice(offset)
    expect(object.startsWith(`${position + 1} 0 obj\n`)).toBe(true)
    return object.slice(0, object.indexOf("endobj"))
  })
}

describe("labels", () => {
  test("lie on the order after it was shipped with them, as one-page PDFs that can be read", async () => {
    const { create, act, ok } = installation()
    const id = await create("A-1")
    await act(id, "release")
    await act(id, "pick")
    await act(id, "ship", { parcels: [{ parcelNumber: "P1", waybill: "370123456789" }], labels: true })
    const files = await ok<ReadonlyArray<FileAnswer>>("GET", `/orders/${id}/files`)
    expect(files.map((file) => [file.fileName, file.mimeType])).toEqual([
      ["label-A-1.pdf", "application/pdf"],
      ["return-A-1.pdf", "application/pdf"]
    ])
    for (const file of files) {
      const pdf = atob(file.fileDataBase64)
      expect(pdf.startsWith("%PDF-1.4\n")).toBe(true)
      expect(objectsOf(pdf).filter((object) => object.includes("/Type /Page "))).toHaveLength(1)
    }
    expect(atob(files[0]?.fileDataBase64 ?? "")).toContain("370123456789")
  })

  test("of a second round get names of their own", async () => {
    const { create, act, ok } = installation()
    const id = await create("A-1", [2])
    await act(id, "release")
    await act(id, "pick", { lines: [{ rowNumber: "1", quantity: 1 }] })
    await act(id, "ship", { labels: true })
    await act(id, "pick")
    await act(id, "ship", { labels: true })
    const files = await ok<ReadonlyArray<FileAnswer>>("GET", `/orders/${id}/files`)
    expect(files.map((file) => file.fileName)).toEqual([
      "label-A-1.pdf",
      "return-A-1.pdf",
      "label-A-1-2.pdf",
      "return-A-1-2.pdf"
    ])
  })

  test("keep letters of the north, and escape what would end a text", () => {
    const pdf = bytesOf(labelPdf({ title: "Åse (Øst) \\", lines: ["日本"], barcode: "X" }))
    expect(pdf).toContain("(Åse \\(Øst\\) \\\\) Tj")
    expect(pdf).toContain("(??) Tj")
    const stream = objectsOf(pdf)[4] ?? ""
    const length = Number(/Length (\d+)/.exec(stream)?.[1])
    expect(stream.slice(stream.indexOf("stream\n") + 7).indexOf("\nendstream")).toBe(length)
  })

  test("have a barcode whose symbols are as wide as they must be", () => {
    // "AB" in set B: start 104, values 33 and 34, check (104 + 33 + 2 * 34) mod 103 = 102.
    expect(code128("AB").join("")).toBe(["211214", "111323", "131123", "411131", "2331112"].join(""))
    const everything = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("")
    const widths = code128(everything)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe((95 + 2) * 11 + 13)
    const symbols = Array.from({ length: 95 }, (_, index) => widths.slice(6 + index * 6, 12 + index * 6).join(""))
    expect(new Set(symbols).size).toBe(95)
    // Bars (every other width) of set B symbols are an even number of modules together.
    for (const symbol of symbols)
      expect([...symbol].reduce((sum, width, at) => (at % 2 === 0 ? sum + Number(width) : sum), 0) % 2).toBe(0)
  })
})

describe("files", () => {
  test("POST makes a new one, PUT by name replaces, names must differ", async () => {
    const { create, ok, refused } = installation()
    const id = await create("A-1")
    const path = `/orders/${id}/files`
    const file = { fileName: "a.pdf", mimeType: "application/pdf", fileDataBase64: "AAAA" }
    const { fileId } = await ok<FileAnswer>("POST", path, file)
    await refused("POST", path, file)
    await refused("POST", path, { ...file, fileName: "b.pdf", fileDataBase64: "not base64" })
    const put = { mimeType: "image/png", fileDataBase64: "BBBB" }
    expect((await ok<FileAnswer>("PUT", `${path}?fileName=a.pdf`, put)).fileId).toBe(fileId)
    await ok("PUT", `${path}?fileName=c.pdf`, put)
    const files = await ok<ReadonlyArray<FileAnswer>>("GET", path)
    expect(files.map((each) => [each.fileName, each.fileDataBase64])).toEqual([
      ["a.pdf", "BBBB"],
      ["c.pdf", "BBBB"]
    ])
    await ok("DELETE", `${path}/${fileId}`)
    await refused("DELETE", `${path}/${fileId}`, undefined, 404)
    expect(await ok<ReadonlyArray<FileAnswer>>("GET", path)).toHaveLength(1)
  })
})
