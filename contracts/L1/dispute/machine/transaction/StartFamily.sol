// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Predeploys} from "../../../../libraries/Predeploys.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {DisputedTransaction, Transaction} from "../DisputedTransaction.sol";
import {FrameState} from "../FrameState.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {CodeWitness} from "./CodeWitness.sol";
import {Decoded} from "./Decoded.sol";
import {LeafWitness} from "./LeafWitness.sol";
import {ShownBytes} from "./ShownBytes.sol";
import {TransactionGas} from "./TransactionGas.sol";
import {TransactionReader} from "./TransactionReader.sol";
import {TransactionSigner} from "./TransactionSigner.sol";

/// @notice Phase START: raw bytes become a transaction, valid or passed over; who signed it pays, a deposit is minted.
/// One step each. Its witness is, end to end:
///
/// | size | field |
/// |---|---|
/// | 512 | the machine's words |
/// | 250 | the leaf (BATCH-18) |
/// | word b | the raw bytes |
/// | StateAccess | of the state: the sender read; its code, if any, behind 3 bytes of its size; the sender written |
/// | StateAccess | of the scratch tree: sender, fee vault and recipient, each read and written |
///
/// and ends where the transaction is passed over. Source: spec/dispute.md, DISPUTE-33, DISPUTE-37, DISPUTE-42 and
/// DISPUTE-47; spec/batches.md, BATCH-11; spec/execution.md, EXEC-50 and EXEC-53.
contract StartFamily is UnreservedFamily {
    using WitnessTape for Tape;

    /// @dev Gas of a block, and the last nonce, with which nobody sends (EIP-2681).
    uint256 private constant _BLOCK_GAS = 240000000;
    uint256 private constant _LAST_NONCE = type(uint64).max;
    /// @dev Bytes of init code (EIP-3860).
    uint256 private constant _INIT_CODE = 49152;
    /// @dev keccak256 of 256 bytes of zeros: the bloom of no logs.
    bytes32 private constant _NO_BLOOM = 0xd397b3b043d87fcd6fad1291ff0bfd16401c274896d8c63a923727f077b8e0b5;

    /// @dev Of the lane's chain.
    uint256 private immutable _CHAIN_ID;

    /// @dev A transaction while it starts.
    /// @param base Address of its raw bytes.
    /// @param account The sender's.
    struct Start {
        Machine machine;
        TraceLeaf.Leaf leaf;
        Decoded decoded;
        Transaction transaction;
        Account account;
        uint256 base;
    }

    constructor(uint256 chainId) {
        _CHAIN_ID = chainId;
    }

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external view returns (bytes32 state, uint256 done) {
        Start memory start;
        MachineState.read(start.machine, witness, before);
        if (start.machine.phase != MachineState.START || most == 0) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        bytes32 leaf = start.machine.leaf;
        start.leaf = LeafWitness.read(tape, leaf);
        bool isTaken = start.machine.c == 0 ? _sign(start, tape) : _deposit(start, tape);
        tape.close();
        return (isTaken ? MachineState.hash(start.machine) : MachineState.end(leaf), 1);
    }

    /// @dev A transaction of the batch's data. @return False when it is passed over.
    function _sign(Start memory start, Tape memory tape) private view returns (bool) {
        _lay(start, tape);
        Decoded memory decoded = start.decoded;
        uint256 size = start.transaction.rawSize;
        if (!TransactionReader.readSigned(decoded, start.base, size, _CHAIN_ID)) return false;
        _fill(start);
        if (!_fits(start)) return false;
        uint256 sender = TransactionSigner.signerOf(decoded, start.base, _CHAIN_ID);
        if (sender == 0) return false;
        start.transaction.sender = sender;
        start.account = StateAccess.readAccount(start.leaf.stateRoot, sender, tape);
        if (_hasCode(start.account, tape) || !_pays(start)) return false;
        _begin(start, tape);
        return true;
    }

    /// @dev What the bytes and the block say (EXEC-50).
    function _fits(Start memory start) private pure returns (bool) {
        Decoded memory decoded = start.decoded;
        Transaction memory transaction = start.transaction;
        uint256 gasLimit = decoded.gasLimit;
        if (decoded.creation != 0 && decoded.dataSize > _INIT_CODE) return false;
        if (start.leaf.gasUsed + gasLimit > _BLOCK_GAS) return false;
        if (gasLimit < transaction.intrinsicGas || gasLimit < transaction.floorGas) return false;
        if (decoded.maxTip > decoded.maxFee || start.leaf.baseFee > decoded.maxFee) return false;
        return decoded.nonce != _LAST_NONCE;
    }

    /// @dev EIP-3607, EIP-7702: an account with code sends nothing, unless the code is a delegation.
    function _hasCode(Account memory account, Tape memory tape) private pure returns (bool) {
        if (account.codeHash == StateAccess.NO_CODE) return false;
        (, bool isDelegation) = CodeWitness.readDelegation(tape, account.codeHash);
        return !isDelegation;
    }

    /// @dev The sender pays for all its gas, and its nonce rises. @return False when it cannot, or has another nonce.
    function _pays(Start memory start) private pure returns (bool) {
        Decoded memory decoded = start.decoded;
        Account memory account = start.account;
        uint256 gasLimit = decoded.gasLimit;
        if (account.nonce != decoded.nonce) return false;
        if (decoded.maxFee > account.balance / gasLimit) return false;
        if (account.balance - decoded.maxFee * gasLimit < decoded.value) return false;
        uint256 tip = decoded.maxFee - start.leaf.baseFee;
        if (tip > decoded.maxTip) tip = decoded.maxTip;
        start.transaction.gasPrice = start.leaf.baseFee + tip;
        account.balance -= start.transaction.gasPrice * gasLimit;
        ++account.nonce;
        start.transaction.nonce = decoded.nonce;
        return true;
    }

    /// @dev A deposit: it is minted; when its call may not run, nothing is left but to record it (EXEC-53).
    function _deposit(Start memory start, Tape memory tape) private pure returns (bool) {
        _lay(start, tape);
        Decoded memory decoded = start.decoded;
        if (!TransactionReader.readDeposit(decoded, start.base, start.transaction.rawSize)) return false;
        if (start.leaf.gasUsed + decoded.gasLimit > _BLOCK_GAS) return false;
        _fill(start);
        start.transaction.floorGas = 0;
        start.transaction.sender = decoded.sender;
        start.account = StateAccess.readAccount(start.leaf.stateRoot, decoded.sender, tape);
        Account memory account = start.account;
        start.transaction.nonce = account.nonce;
        bool isLast = account.nonce == _LAST_NONCE;
        if (!isLast) ++account.nonce;
        uint256 room = type(uint256).max - account.balance;
        account.balance += decoded.maxFee > room ? room : decoded.maxFee;
        _begin(start, tape);
        if (isLast || account.balance < decoded.value || !_mayRun(start)) {
            Machine memory machine = start.machine;
            machine.phase = MachineState.CLEAR;
            machine.a = bytes32(FrameState.HALTED);
            machine.b = bytes32(decoded.gasLimit);
            machine.d = 0;
        }
        return true;
    }

    function _mayRun(Start memory start) private pure returns (bool) {
        Decoded memory decoded = start.decoded;
        uint256 most = decoded.creation == 0 ? TransactionReader.MOST_DATA : _INIT_CODE;
        if (decoded.dataSize > most || decoded.gasLimit > TransactionReader.MOST_GAS) return false;
        return decoded.gasLimit >= start.transaction.intrinsicGas;
    }

    /// @dev The raw bytes into memory.
    function _lay(Start memory start, Tape memory tape) private pure {
        Transaction memory transaction = start.transaction;
        transaction.raw = start.machine.a;
        transaction.rawSize = uint256(start.machine.b);
        start.base = ShownBytes.readWhole(tape, transaction.rawSize, transaction.raw);
    }

    /// @dev What the transaction says of itself and the leaf of its block.
    function _fill(Start memory start) private pure {
        Transaction memory transaction = start.transaction;
        Decoded memory decoded = start.decoded;
        uint256 base = start.base;
        uint256 size = transaction.rawSize;
        bytes32 rawHash;
        assembly ("memory-safe") {
            rawHash := keccak256(base, size)
        }
        transaction.kind = decoded.kind;
        transaction.rawHash = rawHash;
        transaction.gasLimit = decoded.gasLimit;
        transaction.recipient = decoded.recipient;
        transaction.creation = decoded.creation;
        transaction.value = decoded.value;
        transaction.dataOffset = decoded.dataOffset;
        transaction.dataSize = decoded.dataSize;
        transaction.accesses = decoded.addresses + decoded.keys;
        transaction.authorizations = decoded.authorizations;
        transaction.number = start.leaf.blockNumber;
        transaction.time = start.leaf.time;
        transaction.baseFee = start.leaf.baseFee;
        (transaction.intrinsicGas, transaction.floorGas) = TransactionGas.costOf(decoded, base + decoded.dataOffset);
    }

    /// @dev The state behind the sender's payment, with what is warm from the beginning.
    function _begin(Start memory start, Tape memory tape) private pure {
        Machine memory machine = start.machine;
        Transaction memory transaction = start.transaction;
        bytes32 root = start.leaf.stateRoot;
        machine.phase = MachineState.ACCESS;
        machine.origin = root;
        machine.state = StateAccess.writeAccount(root, transaction.sender, start.account, tape);
        bytes32 scratch = _warm(0, transaction.sender, tape);
        scratch = _warm(scratch, uint160(Predeploys.FEE_VAULT), tape);
        if (transaction.creation == 0) scratch = _warm(scratch, transaction.recipient, tape);
        machine.scratch = scratch;
        machine.transaction = DisputedTransaction.hash(transaction);
        machine.logs = Pages.NONE;
        machine.bloom = _NO_BLOOM;
        machine.a = bytes32(start.decoded.accessOffset);
        machine.b = bytes32(transaction.accesses);
        machine.c = 0;
        machine.d = machine.a;
    }

    function _warm(bytes32 scratch, uint256 account, Tape memory tape) private pure returns (bytes32 after_) {
        (after_, ) = ScratchAccess.warmAccount(scratch, account, tape);
    }
}
