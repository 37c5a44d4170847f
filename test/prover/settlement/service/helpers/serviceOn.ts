import type { L1Connection } from "../../../../L1/helpers/deployL1.js";
import { setUpSettlement } from "../../../../L1/helpers/settlement/setUpSettlement.js";
import type { SettlementOptions } from "../../../../L1/helpers/settlement/setUpSettlement.js";
import { operator, otherOperator, ServiceBench } from "./ServiceBench.js";
import type { BenchOptions } from "./ServiceBench.js";

/** Opens a prover's service beside a network, each time as if both were new. */
export function serviceOn(
  connection: L1Connection,
  options: Pick<SettlementOptions, "generated"> = {},
): (options?: BenchOptions) => Promise<ServiceBench> {
  const operators = [operator.address, otherOperator.address];
  const fixture = async () => setUpSettlement(connection, { ...options, operators });
  return async (bench) =>
    ServiceBench.open(connection, await connection.networkHelpers.loadFixture(fixture), bench);
}
