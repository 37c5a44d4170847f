import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";
import { COUNTRY, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const SEED = 20_261_121;
const ABROAD = 36;
const DAY = 86_400;
const UNITS = 1_000n;

const units = fc.bigInt({ min: 0n, max: 2n * UNITS });
const wallet = fc.nat({ max: 3 });
const country = fc.constantFrom(COUNTRY, ABROAD);
const cap = fc.bigInt({ min: 0n, max: 3n });
const rule = <T>(settings: fc.Arbitrary<T>) => fc.option(settings, { freq: 1 });

/** Which rules a token has, and how they are set. */
const rules = fc.record({
  countries: rule(fc.uniqueArray(country, { maxLength: 2 })),
  banned: rule(country),
  maxBalance: rule(units),
  supplyLimit: rule(units),
  window: rule(fc.record({ limitTime: fc.constantFrom(60, DAY), limitValue: units })),
  listed: rule(fc.uniqueArray(wallet, { maxLength: 3 })),
  listing: rule(
    fc.record({ kind: fc.constantFrom(1, 2), holders: fc.uniqueArray(wallet, { maxLength: 3 }) }),
  ),
  approved: rule(fc.tuple(wallet, wallet, units)),
  minimum: rule(units),
  countryCap: rule(cap),
  holderCap: rule(cap),
  lockDays: rule(fc.bigInt({ min: 0n, max: 2n })),
  monthly: rule(units),
  fee: rule(fc.bigInt({ min: 0n, max: 500n })),
});
const situation = fc.record({
  rules,
  minted: fc.tuple(units, units),
  moves: fc.array(fc.tuple(wallet, wallet, units), { maxLength: 4 }),
  frozen: fc.option(fc.tuple(wallet, units), { freq: 4 }),
  moved: fc.option(wallet, { freq: 4 }),
  wait: fc.constantFrom(0, 61, DAY, 3 * DAY),
  questions: fc.array(fc.tuple(wallet, wallet, units), { minLength: 3, maxLength: 5 }),
});

const fixture = async () => {
  const suite = await tokenSuite(connection);
  const { token, registry, agent, bob } = suite;
  await registry.connect(agent).updateCountry(bob, ABROAD);
  const deploy = async (name: string) => {
    const module = await ethers.deployContract(`${name}Module`);
    await token.addAgent(module);
    return module;
  };
  const names = [
    "CountryAllow",
    "CountryRestrict",
    "MaxBalance",
    "SupplyLimit",
    "TimeTransfersLimits",
  ] as const;
  const more = ["TransferRestrict", "TokenListingRestrictions", "ConditionalTransfer"] as const;
  const last = [
    "MinTransferByCountry",
    "InvestorCountryCap",
    "HolderCountCap",
    "InitialLockupPeriod",
  ] as const;
  const money = ["ExchangeMonthlyLimits", "TransferFees"] as const;
  const modules = new Map<string, Awaited<ReturnType<typeof deploy>>>();
  for (const name of [...names, ...more, ...last, ...money]) modules.set(name, await deploy(name));
  return { ...suite, modules };
};

describe("tokens with random rules", function () {
  this.timeout(600_000);

  it("TOKEN-8, COMPLIANCE-5: canTransfer is true exactly when the transfer passes", async () => {
    const seen = { passed: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(situation, async (given) => {
        const suite = await networkHelpers.loadFixture(fixture);
        const { token, compliance, registry, agent, modules, identities } = suite;
        const wallets = [suite.alice, suite.aliceToo, suite.bob, suite.carol];
        const at = (index: number) => wallets[index]!;
        const operator = token.connect(agent);
        const add = async (name: string, calls: readonly (readonly [string, readonly unknown[]])[]) => {
          const module = modules.get(name)!;
          await compliance.addModule(module);
          if (module.interface.getFunction("countWallets") !== null)
            await module.getFunction("countWallets")(compliance, wallets);
          for (const [fn, args] of calls)
            await compliance.callModuleFunction(module.interface.encodeFunctionData(fn, [...args]), module);
        };
        const { rules: set } = given;
        if (set.lockDays !== null) await add("InitialLockupPeriod", [["setLockupPeriod", [set.lockDays]]]);
        await operator.mint(suite.alice, given.minted[0]);
        await operator.mint(suite.bob, given.minted[1]);
        const allow = (set.countries ?? []).map((one) => ["addAllowedCountry", [one]] as const);
        if (set.countries !== null) await add("CountryAllow", allow);
        if (set.banned !== null) await add("CountryRestrict", [["addCountryRestriction", [set.banned]]]);
        if (set.maxBalance !== null) await add("MaxBalance", [["setMaxBalance", [set.maxBalance]]]);
        if (set.supplyLimit !== null) await add("SupplyLimit", [["setSupplyLimit", [set.supplyLimit]]]);
        if (set.window !== null) await add("TimeTransfersLimits", [["setTimeTransferLimit", [set.window]]]);
        const users = (set.listed ?? []).map((one) => ["allowUser", [at(one).address]] as const);
        if (set.listed !== null) await add("TransferRestrict", users);
        if (set.listing !== null) {
          await add("TokenListingRestrictions", [["configureToken", [set.listing.kind]]]);
          const list = modules.get("TokenListingRestrictions")!;
          for (const one of set.listing.holders)
            await list.connect(at(one)).getFunction("listToken")(token, 0);
        }
        if (set.approved !== null) {
          const [from, to, amount] = set.approved;
          const call = ["approveTransfer", [at(from).address, at(to).address, amount]] as const;
          await add("ConditionalTransfer", [call]);
        }
        const least = ["setMinimumTransferAmount", [ABROAD, set.minimum ?? 0n]] as const;
        if (set.minimum !== null) await add("MinTransferByCountry", [least]);
        const most = ["setCountryCap", [COUNTRY, set.countryCap ?? 0n]] as const;
        if (set.countryCap !== null) await add("InvestorCountryCap", [most]);
        if (set.holderCap !== null) await add("HolderCountCap", [["setHolderCap", [set.holderCap]]]);
        if (set.monthly !== null) {
          const exchange = await identities.carol.getAddress();
          await modules.get("ExchangeMonthlyLimits")!.getFunction("addExchangeID")(exchange);
          await add("ExchangeMonthlyLimits", [["setExchangeMonthlyLimit", [exchange, set.monthly]]]);
        }
        if (set.fee !== null) await add("TransferFees", [["setFee", [set.fee, suite.bob.address]]]);

        const attempt = async (from: number, to: number, amount: bigint): Promise<boolean> => {
          const allowed = await token.canTransfer(at(from), at(to), amount);
          const sent = token.connect(at(from)).transfer(at(to), amount);
          const passed = await sent.then(
            () => true,
            () => false,
          );
          expect(allowed, `${from} to ${to}: ${amount}`).to.equal(passed);
          if (passed) seen.passed++;
          else seen.refused++;
          return passed;
        };
        for (const [from, to, amount] of given.moves) await attempt(from, to, amount);
        if (given.frozen !== null) await operator.setFrozenTokens(at(given.frozen[0]), given.frozen[1]);
        if (given.moved !== null)
          await registry.connect(agent).updateIdentity(at(given.moved), identities.bob);
        await networkHelpers.time.increase(given.wait + 1);
        for (const [from, to, amount] of given.questions) await attempt(from, to, amount);
      }),
      { seed: SEED, numRuns: 150 },
    );
    expect(seen.passed).to.be.greaterThan(20);
    expect(seen.refused).to.be.greaterThan(60);
  });
});
