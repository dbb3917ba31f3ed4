export const base64 = (bytes: Uint8Array): string => {
  let characters = ""
  for (const byte of bytes) characters += String.fromCharCode(byte)
  return btoa(characters)
}

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
