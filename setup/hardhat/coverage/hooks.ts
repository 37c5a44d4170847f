import { relative } from "node:path";
import { addStatementCoverageInstrumentation, latestSupportedSolidityVersion } from "@nomicfoundation/edr";
import type { SolidityHooks } from "hardhat/types/hooks";
import { instrumentBranches } from "./instrumentBranches.js";
import { inventory } from "./inventory.js";
import { isMeasured } from "./isMeasured.js";
import { probe } from "./probe.js";
import { statementsOf } from "./statementsOf.js";

/** Newer compilers than EDR's parser knows are parsed as its newest. */
const edrVersion = latestSupportedSolidityVersion();

/** Puts the probes of branches in before Hardhat's own instrumentation puts in those of statements. */
const handlers = (): Promise<Partial<SolidityHooks>> =>
  Promise.resolve({
    preprocessProjectFileBeforeBuilding: async (context, sourceName, fsPath, content, solcVersion, next) => {
      const path = relative(context.config.paths.root, fsPath);
      if (!isMeasured() || !path.startsWith("contracts/")) {
        return next(context, sourceName, fsPath, content, solcVersion);
      }
      if (path.startsWith("contracts/mocks/")) return content;
      const { source, branches } = instrumentBranches(path, content);
      // What Hardhat's handler would call, and no more: its report would take the probed text for the source.
      const { source: instrumented } = addStatementCoverageInstrumentation(source, sourceName, edrVersion);
      inventory.set(path, { path, statements: statementsOf(instrumented), branches });
      return instrumented;
    },
    preprocessSolcInputBeforeBuilding: async (context, solcInput, next) => {
      const input = await next(context, solcInput);
      const library = Object.keys(input.sources).find((name) => name.startsWith("__NomicFoundationCoverage"));
      if (isMeasured() && library !== undefined) {
        input.sources[probe.fileName] = { content: probe.source(library) };
      }
      return input;
    },
  });

export default handlers;
