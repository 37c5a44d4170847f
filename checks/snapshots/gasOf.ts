import { z } from "zod";

const stats = z.object({ min: z.number(), max: z.number(), avg: z.number(), count: z.number() });

/** What `hardhat test --gas-stats-json` writes. */
export const gasReportSchema = z.object({
  contracts: z.record(
    z.string(),
    z.object({
      sourceName: z.string(),
      contractName: z.string(),
      deployment: stats.nullable(),
      functions: z.record(z.string(), stats).nullable(),
    }),
  ),
});

/** Gas of each function called by the tests of test/gas: least, mean and most, and the number of calls. */
export function gasOf(report: z.infer<typeof gasReportSchema>): Record<string, Record<string, string>> {
  const entries = Object.values(report.contracts)
    .filter(({ sourceName }) => sourceName.startsWith("contracts/") && !sourceName.startsWith("contracts/mocks/"))
    .map(({ contractName, deployment, functions }): [string, Record<string, string>] => {
      const lines = Object.entries(functions ?? {}).map(([name, gas]): [string, string] => [name, describeGas(gas)]);
      const deployed: [string, string][] = deployment === null ? [] : [["deployment", describeGas(deployment)]];
      return [contractName, Object.fromEntries([...deployed, ...lines.sort(([a], [b]) => (a < b ? -1 : 1))])];
    });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function describeGas({ min, avg, max, count }: z.infer<typeof stats>): string {
  return min === max ? `${min} ×${count}` : `${min} … ${avg} … ${max} ×${count}`;
}
