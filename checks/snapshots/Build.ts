import { z } from "zod";

/** What Hardhat writes for each contract. */
export const artifactSchema = z.object({
  contractName: z.string(),
  sourceName: z.string(),
  inputSourceName: z.string(),
  buildInfoId: z.string(),
  abi: z.array(z.record(z.string(), z.unknown())),
  bytecode: z.string(),
  deployedBytecode: z.string(),
});

const variable = z.object({ label: z.string(), offset: z.number(), slot: z.string(), type: z.string() });

/** The compiler's storage layout of one contract. */
export const layoutSchema = z.object({
  storage: z.array(variable),
  types: z
    .record(z.string(), z.object({ label: z.string(), members: z.array(variable).optional() }))
    .nullable()
    .transform((types) => types ?? {}),
});

/** The compiler's output, as far as the snapshots need it; syntax trees stay untyped and are searched. */
export const outputSchema = z.object({
  output: z.object({
    sources: z.record(z.string(), z.object({ ast: z.unknown() })),
    contracts: z.record(z.string(), z.record(z.string(), z.object({ storageLayout: layoutSchema.optional() }))),
  }),
});

/** One compiled contract of contracts/. `trees` holds the syntax trees of its build, for namespaced storage. */
export type CompiledContract = {
  name: string;
  source: string;
  inputSource: string;
  abi: z.infer<typeof artifactSchema>["abi"];
  initcodeBytes: number;
  runtimeBytes: number;
  layout: z.infer<typeof layoutSchema> | undefined;
  trees: ReadonlyMap<string, unknown>;
};
