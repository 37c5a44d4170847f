import { z } from "zod";

import { rpcShapes } from "./rpcShapes.js";

const { count, evidence, level, trust } = rpcShapes;

/** Answer of muniment_getLevel. */
export const levelSchema = z.object({
  block: count,
  level,
  /** Null while no batch has the block. */
  batch: count.nullish(),
  evidence,
  trust,
});

/** See {@link levelSchema}. */
export type LevelAnswer = z.infer<typeof levelSchema>;
