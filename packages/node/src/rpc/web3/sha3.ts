import { z } from "zod";
import { fromHex, keccak256 } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { schemas } from "../encoding/schemas.js";

/** keccak256 of bytes. */
export const sha3 = defineMethod({
  name: "web3_sha3",
  parameters: z.tuple([schemas.bytes]),
  run: (_context, [bytes]) => keccak256(fromHex(bytes)),
});
