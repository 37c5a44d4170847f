import { type Allocation, genesisBatch, sealGenesis, State } from "@muniment/executor";
import {
  buildGenesis,
  type GenesisPlan,
  openGenesis,
  readAllocations,
  writeAllocations,
} from "@muniment/node";
import {
  depositOf,
  emptyMessages,
  encodeBatchHeader,
  encodeTransaction,
  fromHex,
  type Hex,
  messageRoot,
  munimentRules,
  predeploys,
  toHex,
} from "@muniment/protocol";
import { expect } from "chai";
import { HDNodeWallet, parseEther } from "ethers";
import {
  ExitOwners__factory,
  FeeVault__factory,
  FinalityClasses__factory,
  L1FeeOracle__factory,
  L2EthGateway__factory,
  L2Messenger__factory,
  L2PermissionedGateway__factory,
  L2TokenGateway__factory,
} from "../../../typechain-types/index.js";
import { runConstructors } from "../../../packages/node/src/genesis/runConstructors.js";
import { aliasOf } from "../../helpers/bridge/aliasOf.js";
import { messageLeaf } from "../../helpers/bridge/messageTree.js";
import { caught } from "../../helpers/caught.js";
import { loadRollup, type LoadedRollup } from "../../helpers/rollup/loadRollup.js";
import { developmentRollup } from "../../helpers/rollup/rollupParameters.js";
import { GenesisChain } from "./helpers/GenesisChain.js";

const { lane } = developmentRollup();
const anyone: Hex = "0x00000000000000000000000000000000000a0a0a";

/** What the genesis of a rollup is made of. */
function planOf({ manifest }: LoadedRollup): GenesisPlan {
  const { contracts, accounts = {}, genesis } = manifest;
  const l1 = Object.fromEntries(Object.entries(contracts).map(([name, { address }]) => [name, address]));
  const rollup = contracts.Rollup.address.toLowerCase() as Hex;
  return {
    place: { l1ChainId: BigInt(manifest.l1ChainId), rollup, lane },
    l1: l1 as unknown as GenesisPlan["l1"],
    chainId: BigInt(manifest.chainId),
    time: BigInt(genesis.time),
    feeOracle: accounts["feeOracle"]!,
    feeRecipient: accounts["treasury"]!,
    leastFees: BigInt(developmentRollup().genesis.leastFees),
    balances: balancesOf(manifest.genesis.allocations),
  };
}

function balancesOf(written: LoadedRollup["manifest"]["genesis"]["allocations"]): Map<Hex, bigint> {
  const plain = written.filter(({ code }) => code === "0x");
  return new Map(plain.map(({ address, balance }) => [address, BigInt(balance)]));
}

/** The code of the predeploys, made by another machine: Hardhat's network runs the constructors. */
async function predeploysByHardhat({ connection, manifest }: LoadedRollup): Promise<Map<Hex, Allocation>> {
  const { ethers } = connection;
  const { contracts, accounts = {} } = manifest;
  const made: readonly (readonly [Hex, string, readonly unknown[]])[] = [
    [predeploys.messenger, "L2Messenger", [lane, contracts.L1Messenger.address]],
    [predeploys.feeVault, "FeeVault", [accounts["treasury"], BigInt(developmentRollup().genesis.leastFees)]],
    [predeploys.l1FeeOracle, "L1FeeOracle", [accounts["feeOracle"]]],
    [predeploys.finalityClasses, "FinalityClasses", [contracts.FinalityFeed.address]],
    [predeploys.ethGateway, "L2EthGateway", [contracts.L1EthGateway.address]],
    [predeploys.tokenGateway, "L2TokenGateway", [contracts.L1TokenGateway.address]],
    [predeploys.permissionedGateway, "L2PermissionedGateway", [contracts.L1PermissionedGateway.address]],
    [predeploys.exitOwners, "ExitOwners", []],
  ];
  const allocations = new Map<Hex, Allocation>();
  for (const [address, name, args] of made) {
    const deployed = await ethers.deployContract(name, [...args]);
    const code = fromHex(await ethers.provider.getCode(deployed));
    const isMessenger = address === predeploys.messenger;
    const storage = new Map(isMessenger ? [[0n, BigInt(messageRoot(emptyMessages))]] : []);
    allocations.set(address, { nonce: 1n, code, storage });
  }
  return allocations;
}

/** The first account of every development network. */
function developmentWallet(): HDNodeWallet {
  return HDNodeWallet.fromPhrase("test test test test test test test test test test test junk");
}

describe("buildGenesis and openGenesis", () => {
  let rollup: LoadedRollup;
  before(async () => (rollup = await loadRollup()));

  it("DEPLOY-10: has the root that the predeploys have when another machine runs their constructors", async () => {
    const plan = planOf(rollup);
    const allocations = await predeploysByHardhat(rollup);
    for (const [address, balance] of plan.balances ?? []) allocations.set(address, { balance });
    const state = State.genesis({ rules: { kind: "muniment" } }, allocations);
    const { header: block } = sealGenesis(state, plan.time);
    const expected = genesisBatch({ ...plan.place, rules: munimentRules }, state, block);
    const { header } = buildGenesis(plan);
    expect(header).to.deep.equal(expected);
    expect(toHex(encodeBatchHeader(header))).to.equal(rollup.manifest.genesis.header);
  });

  it("DEPLOY-10, BRIDGE-2: gives predeploys nonce 1, no ETH, and slots to the messenger alone", () => {
    const { allocations } = buildGenesis(planOf(rollup));
    for (const address of Object.values(predeploys)) {
      const { nonce, balance, storage, code } = allocations.get(address)!;
      expect([nonce, balance]).to.deep.equal([1n, undefined]);
      expect(code!.length).to.be.above(0);
      const slots = address === predeploys.messenger ? [[0n, BigInt(messageRoot(emptyMessages))]] : [];
      expect([...storage!]).to.deep.equal(slots);
    }
  });

  it("DEPLOY-11, EXEC-42: every account with storage has a nonce or code, and allocations are its balances", () => {
    const { allocations } = buildGenesis(planOf(rollup));
    for (const { nonce = 0n, code, storage } of allocations.values()) {
      if ((storage?.size ?? 0) > 0) expect(nonce !== 0n || (code?.length ?? 0) > 0).to.equal(true);
    }
    const balances = [...allocations.values()].filter(({ balance }) => balance !== undefined);
    expect(balances).to.have.length(41);
    expect(buildGenesis(planOf(rollup)).header.rules).to.equal(munimentRules);
  });

  it("DEPLOY-11, GENESIS_INVALID: gives a predeploy no balance", () => {
    const plan = { ...planOf(rollup), balances: new Map([[predeploys.ethGateway, 1n]]) };
    expect(caught(() => buildGenesis(plan)).code).to.equal("GENESIS_INVALID");
  });

  it("DEPLOY-12: writes allocations that are read back as they were", () => {
    const { allocations } = buildGenesis(planOf(rollup));
    const written = writeAllocations(allocations);
    expect(writeAllocations(readAllocations(written))).to.deep.equal(written);
    expect(written).to.deep.equal(rollup.manifest.genesis.allocations);
  });

  it("DEPLOY-12: opens a genesis that a node loads, and a replica begins with", () => {
    const { node, replica, header } = openGenesis(rollup.manifest);
    const { header: block, changes } = node();
    expect(block.stateRoot).to.equal(header.stateRoot);
    expect(block).to.deep.equal(replica.block);
    expect(Buffer.concat(changes).length).to.be.above(10_000);
    expect(replica.makeState(0n).root).to.equal(header.stateRoot);
  });

  describe("a manifest whose header does not follow from its allocations", () => {
    type Genesis = LoadedRollup["manifest"]["genesis"];
    const cases: readonly (readonly [string, (genesis: Genesis) => Partial<Genesis>])[] = [
      ["time", ({ time }) => ({ time: time + 1 })],
      ["lastBlock", ({ allocations }) => ({ allocations: allocations.slice(1) })],
      [
        "lastBlock",
        ({ allocations }) => ({
          allocations: [{ ...allocations[0]!, balance: "7" }, ...allocations.slice(1)],
        }),
      ],
    ];
    for (const [field, change] of cases) {
      it(`DEPLOY-12, GENESIS_HEADER_WRONG: is refused by its ${field}`, () => {
        const { manifest } = rollup;
        const genesis = { ...manifest.genesis, ...change(manifest.genesis) };
        const error = caught(() => openGenesis({ ...manifest, genesis }));
        expect(error.code).to.equal("GENESIS_HEADER_WRONG");
        expect(error.context["field"]).to.equal(field);
      });
    }

    it("DEPLOY-12, GENESIS_HEADER_WRONG: is refused when it is for another lane, rollup or L1", () => {
      const { manifest } = rollup;
      const fieldOf = (change: Partial<typeof manifest>): unknown =>
        caught(() => openGenesis({ ...manifest, ...change })).context["field"];
      expect(fieldOf({ lane: 2 })).to.equal("lane");
      expect(fieldOf({ l1ChainId: 2 })).to.equal("l1ChainId");
      const contracts = { ...manifest.contracts, Rollup: manifest.contracts.Guardian };
      expect(fieldOf({ contracts })).to.equal("rollup");
    });
  });

  describe("predeploys on the chain", () => {
    let chain: GenesisChain;
    beforeEach(() => {
      const { replica } = openGenesis(rollup.manifest);
      chain = new GenesisChain(replica, BigInt(rollup.manifest.chainId));
    });

    const contract = (name: keyof LoadedRollup["manifest"]["contracts"]): string =>
      rollup.manifest.contracts[name].address;
    const ask = (call: string): boolean =>
      BigInt(chain.run(anyone, predeploys.messenger, call as Hex).output) === 1n;
    /** Relays a message of L1 as the messenger's item does, and says whether the target took it. */
    const relay = (sender: string, target: Hex, data: string, place = 0): boolean => {
      const messenger = L2Messenger__factory.createInterface();
      const message = { lane, place, sender, target, gasLimit: 3_000_000, data };
      const call = messenger.encodeFunctionData("relayMessage", [message]) as Hex;
      const from = aliasOf(contract("L1Messenger")) as Hex;
      expect(chain.run(from, predeploys.messenger, call).isSuccess).to.equal(true);
      expect(ask(messenger.encodeFunctionData("isDone", [place]))).to.equal(true);
      return !ask(messenger.encodeFunctionData("isFailed", [messageLeaf(message)]));
    };

    it("DEPLOY-10: ETH leaves by the gateway, as a message to the gateway of L1", () => {
      const data = L2EthGateway__factory.createInterface().encodeFunctionData("withdraw", [anyone]) as Hex;
      const { isSuccess, messages } = chain.run(anyone, predeploys.ethGateway, data, parseEther("2"));
      expect(isSuccess).to.equal(true);
      expect(messages).to.have.length(1);
      expect(JSON.stringify(messages)).to.include(contract("L1EthGateway").slice(2).toLowerCase());
      expect(chain.state.runtime.accounts.slot(predeploys.messenger, 1n)).to.equal(1n);
    });

    it("DEPLOY-10: the fee vault sends what it has to its recipient", async () => {
      // What a transaction pays for its gas goes to the vault.
      const [holder] = await rollup.connection.ethers.getSigners();
      const price = { maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 12n };
      const raw = await developmentWallet().signTransaction({
        ...{ type: 2, chainId: rollup.manifest.chainId, nonce: 0, to: anyone, gasLimit: 21_000n, ...price },
      });
      expect(developmentWallet().address).to.equal(holder!.address);
      expect(chain.runRaw(fromHex(raw)).isSuccess).to.equal(true);
      const data = FeeVault__factory.createInterface().encodeFunctionData("withdrawFees") as Hex;
      const { isSuccess, messages } = chain.run(anyone, predeploys.feeVault, data);
      expect([isSuccess, messages.length]).to.deep.equal([true, 1]);
      const treasury = rollup.manifest.accounts!["treasury"]!.slice(2).toLowerCase();
      expect(messages[0]!.data).to.include(treasury);
    });

    it("DEPLOY-10: the fee oracle believes its operator alone", () => {
      const data = L1FeeOracle__factory.createInterface().encodeFunctionData("setFees", [7, 9]) as Hex;
      const operator = rollup.manifest.accounts!["feeOracle"] as Hex;
      expect(chain.run(anyone, predeploys.l1FeeOracle, data).isSuccess).to.equal(false);
      expect(chain.run(operator, predeploys.l1FeeOracle, data).isSuccess).to.equal(true);
    });

    it("DEPLOY-9, DEPLOY-10: the lane's first item enables the classes that the policy has", async () => {
      const { MessageQueue: queue } = rollup.contracts;
      const [found] = await queue.queryFilter(queue.filters.ItemQueued(lane, 0));
      const { sender, recipient, isCreation, mint, value, gasLimit, time, gasBefore } = found!.args.item;
      const item = {
        ...{ isCreation, mint, value, gasLimit, time, gasBefore, data: found!.args.data as Hex },
        sender: sender.toLowerCase() as Hex,
        recipient: recipient.toLowerCase() as Hex,
      };
      const address = (await queue.getAddress()).toLowerCase() as Hex;
      const origin = { l1ChainId: 31_337n, queue: address, lane };
      const classes = FinalityClasses__factory.createInterface();
      const isEnabled = () =>
        [0, 1, 2, 3].map((number) => {
          const data = classes.encodeFunctionData("isEnabled", [number]) as Hex;
          return BigInt(chain.run(anyone, predeploys.finalityClasses, data).output);
        });
      expect(isEnabled()).to.deep.equal([0n, 0n, 0n, 0n]);
      expect(chain.runRaw(encodeTransaction(depositOf(item, origin, 0n))).isSuccess).to.equal(true);
      // With a settlement lane, high-value too; class 0 is none.
      expect(isEnabled()).to.deep.equal([0n, 1n, 1n, 1n]);
    });

    it("DEPLOY-10, BRIDGE-14: the gateway of tokens makes a form where L1 says it is", async () => {
      const token = contract("Guardian");
      const create = L2TokenGateway__factory.createInterface();
      const data = create.encodeFunctionData("createForm", [token, "Cash", "CSH", 6]);
      expect(relay(contract("L1EthGateway"), predeploys.tokenGateway, data)).to.equal(false);
      expect(relay(contract("L1TokenGateway"), predeploys.tokenGateway, data, 1)).to.equal(true);
      const form = (await rollup.contracts.L1TokenGateway.formOf(token)).toLowerCase() as Hex;
      expect(chain.state.runtime.accounts.find(form)).not.to.equal(0);
    });

    it("DEPLOY-10: the gateway of permissioned tokens believes its counterpart", () => {
      const pair = L2PermissionedGateway__factory.createInterface();
      const data = pair.encodeFunctionData("pairUnits", [anyone, contract("Guardian"), contract("Rollup")]);
      expect(relay(contract("L1TokenGateway"), predeploys.permissionedGateway, data)).to.equal(false);
      expect(relay(contract("L1PermissionedGateway"), predeploys.permissionedGateway, data, 1)).to.equal(
        true,
      );
    });

    it("DEPLOY-10, ESCAPE-5: the register keeps an owner where the escape looks for it", () => {
      const data = ExitOwners__factory.createInterface().encodeFunctionData("setOwner", [anyone]) as Hex;
      expect(chain.run(anyone, predeploys.exitOwners, data).isSuccess).to.equal(true);
    });
  });

  describe("constructors", () => {
    const cases: readonly (readonly [string, Hex, string])[] = [
      ["a revert", "0x5f5ffd", "one that reverts"],
      ["no code", "0x00", "one that leaves no code"],
      // Returns the address of what is being made.
      ["code with its own address", "0x305f526014600cf3", "code with its address"],
    ];
    for (const [outcome, data, what] of cases) {
      it(`DEPLOY-10, PREDEPLOY_CREATION_FAILED: refuses ${what}`, () => {
        const creation = { name: "exitOwners", address: predeploys.exitOwners, data } as const;
        const error = caught(() => runConstructors([creation], 1n));
        expect(error.code).to.equal("PREDEPLOY_CREATION_FAILED");
        expect(error.context).to.deep.equal({ predeploy: "exitOwners", outcome });
      });
    }
  });
});
