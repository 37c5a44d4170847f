import { z } from "zod";

const stats = z.object({ min: z.number(), avg: z.number(), max: z.number(), count: z.number() });

/** Gas by contract and function, a deployment being a function called `deployment`. */
export const gasSchema = z.record(z.string(), z.record(z.string(), stats));

/** Gas by contract and function. */
export type Gas = z.infer<typeof gasSchema>;

/** What `hardhat test --gas-stats-json` writes. */
export const gasReportSchema = z.object({
  contracts: z.record(
    z.string(),
    z.object({
      sourceName: z.string(),
      contractName: z.string(),
      proxyChain: z.array(z.string()),
      deployment: stats.nullable(),
      functions: z.record(z.string(), stats).nullable(),
    }),
  ),
});

/** Gas of each function of ours that the tests of test/gas called: least, mean, most, and the number of calls. */
export function gasOf(report: z.infer<typeof gasReportSchema>): Gas {
  const entries = Object.values(report.contracts)
    .filter(({ sourceName }) => sourceName.startsWith("contracts/") && !sourceName.startsWith("contracts/mocks/"))
    .map(({ contractName, proxyChain, deployment, functions }): [string, Gas[string]] => {
      const called = Object.entries(functions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
      const name = proxyChain.length > 0 ? `${contractName} (proxy)` : contractName;
      return [name, Object.fromEntries(deployment === null ? called : [["deployment", deployment], ...called])];
    });
  return gasSchema.parse(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}
