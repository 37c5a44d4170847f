import { z } from "zod";
import { schemas } from "../encoding/schemas.js";

const { address, bytes, hash, quantity } = schemas;
const entry = z.object({ address, storageKeys: z.array(hash).max(1000) });

/** What eth_call and eth_estimateGas take. `data` and `input` are the same. */
export const callSchema = z
  .object({
    from: z.nullish(address),
    to: z.nullish(address),
    gas: z.nullish(quantity),
    gasPrice: z.nullish(quantity),
    maxFeePerGas: z.nullish(quantity),
    maxPriorityFeePerGas: z.nullish(quantity),
    value: z.nullish(quantity),
    data: z.nullish(bytes),
    input: z.nullish(bytes),
    accessList: z.nullish(z.array(entry).max(1000)),
  })
  .refine(
    ({ data, input }) => data == null || input == null || data === input,
    "data and input differ; they are the same thing",
  )
  .refine(
    ({ gasPrice, maxFeePerGas }) => gasPrice == null || maxFeePerGas == null,
    "gasPrice excludes maxFeePerGas",
  );
