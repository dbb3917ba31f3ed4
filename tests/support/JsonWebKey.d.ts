/** A type of the DOM that Effect's declarations name and Bun's lack. */
type JsonWebKey = import("node:crypto").webcrypto.JsonWebKey
