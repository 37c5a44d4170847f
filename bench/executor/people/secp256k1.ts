import { createRequire } from "node:module";
import type { ecdsaSign, publicKeyCreate } from "secp256k1";

interface Bindings {
  readonly ecdsaSign: typeof ecdsaSign;
  readonly publicKeyCreate: typeof publicKeyCreate;
}

const load = createRequire(import.meta.url);

/** npm's secp256k1: the prebuilt addon where there is one, else its JavaScript, which is slow and as good. */
export const secp256k1 = load("secp256k1") as Bindings;
