import { fromHex, type Hex, keccak256 } from "@muniment/protocol";
import { expect } from "chai";
import { Wallet } from "ethers";
import { chainId, chainState, lower, other, sender, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, keep } from "./helpers/bytecode.js";
import { account, authorize, delegating, feeMarket, runOne, signedAsIs } from "./helpers/world.js";

const own = lower(sender.address);
const authority = lower(other.address);
const target = at(0x7a49);
const asker = at(0xa54e4);
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const marking = { nonce: 1n, code: keep(0n, 7n) };
const pointing = (to: Hex): Uint8Array => fromHex(`0xef0100${to.slice(2)}`);
const grant = (more: Partial<Parameters<typeof authorize>[1]> = {}) =>
  authorize(other, { target, nonce: 0n, ...more });
const codeOf = (state: ReturnType<typeof chainState>, address: Hex) => account(state, address)!.code;

describe("delegations", () => {
  describe("good authorizations", () => {
    it("EXEC-52: give the account the target's code before the call, which runs in the account", () => {
      const state = chainState({ [target]: marking });
      expect(runOne(state, delegating([grant()], { to: authority })).isSuccess).to.equal(true);
      expect(codeOf(state, authority)).to.deep.equal(pointing(target));
      expect(account(state, authority)!.nonce).to.equal(1n);
      expect(slotOf(state, authority, 0n)).to.equal(7n);
      expect(slotOf(state, target, 0n)).to.equal(0n);
    });

    it("EXEC-52: are carried out in order, each seeing the one before", () => {
      const state = chainState({ [target]: marking });
      const grants = [
        grant({ target: at(0xdead) }),
        grant({ nonce: 1n, target: at(0xdea2) }),
        grant({ nonce: 2n }),
      ];
      runOne(state, delegating(grants, { to: authority }));
      expect(codeOf(state, authority)).to.deep.equal(pointing(target));
      expect(account(state, authority)!.nonce).to.equal(3n);
    });

    it("EXEC-52: stay when the call fails", () => {
      const state = chainState({ [target]: { nonce: 1n, code: code("INVALID") } });
      expect(runOne(state, delegating([grant()], { to: authority })).isSuccess).to.equal(false);
      expect(codeOf(state, authority)).to.deep.equal(pointing(target));
      expect(account(state, authority)!.nonce).to.equal(1n);
    });

    it("EXEC-52: with chain id 0 hold on every chain", () => {
      const state = chainState({ [target]: marking });
      runOne(state, delegating([grant({ chainId: 0n })], { to: authority }));
      expect(codeOf(state, authority)).to.deep.equal(pointing(target));
    });

    it("EXEC-52: to the zero address clear the code", () => {
      const state = chainState({ [target]: marking, [authority]: { balance: 1n, code: pointing(target) } });
      runOne(state, delegating([grant({ target: at(0) })], { to: authority }));
      expect(codeOf(state, authority)).to.have.lengthOf(0);
      expect(account(state, authority)).to.include({ nonce: 1n, codeHash: keccak256(new Uint8Array()) });
      expect(slotOf(state, authority, 0n)).to.equal(0n);
    });

    it("EXEC-52: of the sender itself count from the nonce after the transaction's own", () => {
      const state = chainState({ [target]: marking });
      const self = (nonce: bigint) => authorize(sender, { target, nonce });
      runOne(state, delegating([self(0n)], { to: own }));
      expect(codeOf(state, own)).to.have.lengthOf(0);
      runOne(state, delegating([self(2n)], { to: own, nonce: 1 }), 2n);
      expect(codeOf(state, own)).to.deep.equal(pointing(target));
      expect(account(state, own)!.nonce).to.equal(3n);
      expect(slotOf(state, own, 0n)).to.equal(7n);
      // It can still send.
      expect(runOne(state, signed({ to: at(0x99), nonce: 3 }), 3n).isSuccess).to.equal(true);
    });

    it("EXEC-52: make an account that was not there, with nonce 1", () => {
      const fresh = new Wallet(`0x${"44".repeat(32)}`);
      const state = chainState({ [target]: marking });
      runOne(state, delegating([authorize(fresh, { target, nonce: 0n })], { to: at(0x99) }));
      expect(account(state, lower(fresh.address))).to.include({ nonce: 1n, balance: 0n });
    });
  });

  describe("bad authorizations", () => {
    const skipped = (
      grants: Parameters<typeof delegating>[0],
      more: Parameters<typeof chainState>[0] = {},
    ) => {
      const state = chainState({ [target]: marking, ...more });
      const before = account(state, authority);
      const { isSuccess } = runOne(state, delegating(grants, { to: at(0x99) }));
      expect(isSuccess).to.equal(true);
      expect(account(state, authority)).to.deep.equal(before);
    };

    it("EXEC-52: are passed over: of another chain", () => skipped([grant({ chainId: 778n })]));
    it("EXEC-52: are passed over: with a nonce too low or too high", () => {
      skipped([grant({ nonce: 1n })]);
      skipped([grant({ nonce: 0n })], { [authority]: { nonce: 1n } });
    });
    it("EXEC-52: are passed over: of an account with code", () => {
      skipped([grant()], { [authority]: { balance: 1n, code: code("STOP") } });
    });
    it("EXEC-52: are passed over: with the last nonce", () => {
      skipped([grant({ nonce: 2n ** 64n - 1n })], { [authority]: { nonce: 2n ** 64n - 2n } });
    });
    it("EXEC-52: are passed over: with an s in the upper half, or a y parity above 1", () => {
      const { yParity, r, s } = grant().signature;
      const good = { chainId, target, nonce: 0n, yParity, r: BigInt(r), s: BigInt(s) };
      const high = { ...good, yParity: 1 - yParity, s: order - BigInt(s) };
      for (const [authorization, isGood] of [
        [good, true],
        [high, false],
        [{ ...good, yParity: 27 }, false],
      ] as const) {
        const state = chainState({ [target]: marking });
        const whole = { ...feeMarket, type: 4, authorizationList: [authorization] } as const;
        expect(runOne(state, signedAsIs(whole)).isSuccess).to.equal(true);
        expect(account(state, authority)!.nonce).to.equal(isGood ? 1n : 0n);
      }
    });

    it("EXEC-52: leave the good ones around them alone, and cost the same gas", () => {
      const state = chainState({ [target]: marking });
      const grants = [grant({ chainId: 5n }), grant(), grant()];
      const { gasUsed } = runOne(state, delegating(grants, { to: at(0x99) }));
      expect(codeOf(state, authority)).to.deep.equal(pointing(target));
      expect(gasUsed).to.equal(21_000n + 3n * 25_000n - 12_500n);
    });
  });

  describe("delegated accounts", () => {
    const hash = BigInt(keccak256(pointing(target)));
    const asking = code(
      keep(0n, BigInt(authority), "EXTCODESIZE"),
      keep(1n, BigInt(authority), "EXTCODEHASH"),
      code(23n, 0n, 0n, BigInt(authority), "EXTCODECOPY"),
      keep(2n, 0n, "MLOAD"),
    );

    it("EXEC-52: show EXTCODESIZE, EXTCODEHASH and EXTCODECOPY their 23 bytes", () => {
      const state = chainState({
        [target]: marking,
        [asker]: { nonce: 1n, code: asking },
        [authority]: { balance: 1n, code: pointing(target) },
      });
      runOne(state, signed({ to: asker, nonce: 0 }));
      expect(slotOf(state, asker, 0n)).to.equal(23n);
      expect(slotOf(state, asker, 1n)).to.equal(hash);
      expect(slotOf(state, asker, 2n)).to.equal(BigInt(`0xef0100${target.slice(2)}`) << 72n);
    });

    it("EXEC-52: run the target's code, whose CODESIZE it is", () => {
      const runtime = code(keep(0n, "CODESIZE"), keep(1n, "ADDRESS"));
      const state = chainState({
        [target]: { nonce: 1n, code: runtime },
        [authority]: { balance: 1n, code: pointing(target) },
      });
      runOne(state, signed({ to: authority, nonce: 0 }));
      expect(slotOf(state, authority, 0n)).to.equal(BigInt(runtime.length));
      expect(slotOf(state, authority, 1n)).to.equal(BigInt(authority));
    });

    it("EXEC-52: that point to a precompiled contract or to nothing have no code to run", () => {
      for (const nothing of [at(1), at(4), at(0x9999)]) {
        const state = chainState({
          [authority]: { balance: 1n, code: pointing(nothing) },
          [asker]: {
            nonce: 1n,
            code: code(keep(0n, callTo(authority, { input: 32n })), keep(1n, "RETURNDATASIZE")),
          },
        });
        const { gasUsed } = runOne(state, signed({ to: authority, nonce: 0, data: "0x01" }));
        expect(gasUsed).to.equal(21_040n);
        runOne(state, signed({ to: asker, nonce: 1 }), 2n);
        expect(slotOf(state, asker, 0n)).to.equal(1n);
        expect(slotOf(state, asker, 1n)).to.equal(0n);
      }
    });

    it("EXEC-52: that point to themselves or to another delegation halt: only one step is followed", () => {
      const state = chainState({
        [authority]: { balance: 1n, code: pointing(at(0x1007)) },
        [at(0x1007)]: { nonce: 1n, code: pointing(authority) },
        [at(0x1008)]: { nonce: 1n, code: pointing(at(0x1008)) },
        [asker]: { nonce: 1n, code: keep(0n, callTo(authority, { gas: 10_000n }), 1n, "ADD") },
      });
      expect(runOne(state, signed({ to: authority, nonce: 0 }))).to.include({
        isSuccess: false,
        gasUsed: 1_000_000n,
      });
      expect(runOne(state, signed({ to: at(0x1008), nonce: 1 }), 2n).isSuccess).to.equal(false);
      expect(runOne(state, signed({ to: asker, nonce: 2 }), 3n).isSuccess).to.equal(true);
      expect(slotOf(state, asker, 0n)).to.equal(1n);
    });

    it("EXEC-52: cost a caller the target's access too, cold or warm", () => {
      const twice = code(callTo(authority), "POP", callTo(authority), "POP");
      const state = chainState({
        [target]: { nonce: 1n, code: code("STOP") },
        [authority]: { balance: 1n, code: pointing(target) },
        [asker]: { nonce: 1n, code: twice },
      });
      const pushes = 2n * (6n * 3n + 2n + 2n);
      const { gasUsed } = runOne(state, signed({ to: asker, nonce: 0 }));
      expect(gasUsed).to.equal(21_000n + pushes + 2n * 2600n + 2n * 100n);
    });

    it("EXEC-52: an authority is warm, though its authorization was bad by its nonce", () => {
      const state = chainState({ [asker]: { nonce: 1n, code: code(BigInt(authority), "BALANCE", "POP") } });
      const { gasUsed } = runOne(state, delegating([grant({ nonce: 9n })], { to: asker }));
      expect(gasUsed).to.equal(46_000n + 3n + 100n + 2n);
      const other_ = runOne(state, delegating([grant({ chainId: 9n })], { to: asker, nonce: 1 }), 2n);
      expect(other_.gasUsed).to.equal(46_000n + 3n + 2600n + 2n);
    });
  });
});
