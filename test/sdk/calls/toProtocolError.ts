import { topicId } from "@muniment/protocol";
import {
  approveRegistration,
  decodeRevert,
  describeRevert,
  errorInterface,
  sendCall,
  simulateCall,
  toProtocolError,
  type Call,
} from "@muniment/sdk";
import { expect } from "chai";

import { loadBond, type BondWalk } from "../../helpers/bondWalk.js";
import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";

const CALL: Call = { to: "", data: "0x", value: 0n, label: "Registration.approve" };
const DATA = errorInterface().encodeErrorResult("LifecycleSupplyOutstanding", [`0x${"12".repeat(32)}`, 95n]);

/** The revert of an error with its arguments, as a call would bring it. */
const revertOf = (name: string, args: readonly unknown[]) =>
  decodeRevert({ data: errorInterface().encodeErrorResult(name, args) }) ??
  expect.fail(`${name} was not decoded`);

describe("decodeRevert, describeRevert and toProtocolError", () => {
  describe("decodeRevert", () => {
    const shapes: readonly [string, unknown][] = [
      ["the error itself", { data: DATA }],
      ["a JSON-RPC error", { error: { code: 3, data: DATA } }],
      ["a nested JSON-RPC error", { info: { error: { data: { data: DATA } } } }],
      ["a cause", new TypeError("failed", { cause: { data: DATA } })],
      ["a call exception", Object.assign(new TypeError("x"), { code: "CALL_EXCEPTION", data: DATA })],
    ];
    for (const [where, error] of shapes) {
      it(`finds the custom error in ${where}`, () => {
        const revert = decodeRevert(error);
        expect(revert?.name).to.equal("LifecycleSupplyOutstanding");
        expect(revert?.args["supply"]).to.equal(95n);
        expect(revert?.data).to.equal(DATA);
      });
    }

    it("finds none where there is none", () => {
      const circular: { cause?: unknown } = {};
      circular.cause = circular;
      for (const error of [undefined, null, "x", {}, { data: "0x" }, { data: "0x12345678" }, circular]) {
        expect(decodeRevert(error)).to.equal(undefined);
      }
    });
  });

  describe("describeRevert", () => {
    it("names topics instead of hashes", () => {
      const asset = `0x${"12".repeat(32)}`;
      const inputs = errorInterface().getError("CheckpointAttestationMissing")?.inputs ?? [];
      const values: Readonly<Record<string, unknown>> = {
        topic: topicId("VALUATION"),
        counted: 1,
        needed: 2,
      };
      const args = inputs.map(({ name, type }) => values[name] ?? (type === "bytes32" ? asset : 1));
      expect(describeRevert(revertOf("CheckpointAttestationMissing", args))).to.equal(
        "VALUATION is not proven: 1 of 2 attestations.",
      );
    });

    it("writes times as dates", () => {
      const revert = {
        name: "TradingNotMature",
        args: { maturity: 1_961_539_200n, current: 1_796_083_200n },
        data: "0x",
      };
      expect(describeRevert(revert)).to.equal(
        "The asset matures at 2032-02-28 00:00; now is 2026-12-01 00:00.",
      );
    });

    it("falls back to name and arguments, and keeps a placeholder nobody fills", () => {
      expect(describeRevert({ name: "Unheard", args: { a: 1n, b: "x" }, data: "0x" })).to.equal(
        "Unheard(a 1, b x)",
      );
      expect(describeRevert({ name: "TokenWalletFrozen", args: {}, data: "0x" })).to.equal(
        "The wallet {wallet} is frozen.",
      );
    });
  });

  describe("toProtocolError", () => {
    it("POLICY_REFUSED: carries the call, the error, the reason and the data", () => {
      const error = toProtocolError({ data: DATA }, CALL);
      expect(error.code).to.equal("POLICY_REFUSED");
      expect(error.exitCode).to.equal(2);
      expect(error.context).to.deep.equal({
        call: "Registration.approve",
        error: "LifecycleSupplyOutstanding",
        reason: "95 units are outstanding.",
        data: DATA,
      });
      expect(error.message).to.contain("was refused: 95 units are outstanding. Nothing was changed");
    });

    it("CHAIN_FAILED: carries the first line of what the provider said", () => {
      const cause = new TypeError("connect ECONNREFUSED\nat line 1");
      const error = toProtocolError(cause, CALL);
      expect(error.code).to.equal("CHAIN_FAILED");
      expect(error.exitCode).to.equal(3);
      expect(error.context["problem"]).to.equal("connect ECONNREFUSED");
      expect(error.cause).to.equal(cause);
      expect(toProtocolError("gone", CALL).context["problem"]).to.equal("gone");
    });

    it("returns an error of the project as it is", () => {
      const error = caught(() => {
        throw toProtocolError({ data: DATA }, CALL);
      });
      expect(toProtocolError(error, CALL)).to.equal(error);
    });
  });

  describe("sendCall and simulateCall", () => {
    let bond: BondWalk;
    before(async () => {
      bond = await loadBond();
    });

    it("POLICY_REFUSED: a contract's refusal, sent or simulated", async () => {
      const { context, asset } = bond;
      const call = approveRegistration(context.contracts, asset);
      const sent = await rejected(sendCall(await context.signerOf("issuer"), call));
      const simulated = await rejected(simulateCall(context.provider, context.addressOf("issuer"), call));
      for (const error of [sent, simulated]) {
        expect(error.code).to.equal("POLICY_REFUSED");
        expect(error.context["error"]).to.equal("AccessManagedUnauthorized");
      }
    });

    it("CHAIN_FAILED: a failure without a reason", async () => {
      const { context } = bond;
      const to = context.contracts.Registration.target as string;
      const call: Call = { to, data: "0xdeadbeef", value: 0n, label: "Registration.unknown" };
      const error = await rejected(sendCall(await context.signerOf("issuer"), call));
      expect(error.code).to.equal("CHAIN_FAILED");
      expect(error.context["call"]).to.equal("Registration.unknown");
    });
  });
});
