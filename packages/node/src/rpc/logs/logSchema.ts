import { z } from "zod";
import { schemas } from "../encoding/schemas.js";

const { address, hash, block } = schemas;
const someAddresses = z
  .nullish(z.union([address.transform((one) => [one]), z.array(address).max(1000)]))
  .transform((found) => found ?? []);
const someTopics = z
  .nullish(
    z
      .array(z.nullable(z.union([hash.transform((one) => [one]), z.array(hash).max(1000)])))
      .max(4, "a log has at most four topics"),
  )
  .transform((found) => (found ?? []).map((topics) => topics ?? []));

/** What eth_getLogs, eth_newFilter and a subscription to logs take. */
export const logSchema = z
  .object({
    address: someAddresses,
    topics: someTopics,
    fromBlock: z.nullish(block),
    toBlock: z.nullish(block),
    blockHash: z.nullish(hash),
  })
  .refine(
    ({ blockHash, fromBlock, toBlock }) => blockHash == null || (fromBlock == null && toBlock == null),
    "blockHash excludes fromBlock and toBlock",
  );
