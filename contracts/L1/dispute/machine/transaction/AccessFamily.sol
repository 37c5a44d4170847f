// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DisputedTransaction, Transaction} from "../DisputedTransaction.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {Authorization, AuthorizationReader} from "./AuthorizationReader.sol";
import {CodeWitness} from "./CodeWitness.sol";
import {RlpScan, Scan} from "./RlpScan.sol";
import {ShownBytes} from "./ShownBytes.sol";
import {TransactionReader} from "./TransactionReader.sol";
import {TransactionSigner} from "./TransactionSigner.sol";

/// @notice Phases ACCESS and AUTHORIZE: an entry of the access list is warmed, an authorization carried out. One step
/// each. Its witness is, end to end:
///
/// | size | field |
/// |---|---|
/// | 512 | the machine's words |
/// | 640 | the transaction's words |
/// | Pages | the raw bytes, of which what is read is shown; not there when nothing is read |
/// | StateAccess | what is read and written, in its order |
///
/// ACCESS reads 29 bytes where an address comes, a key's 32 behind its first, or 4 when no entry is left and there are
/// authorizations; then, of the scratch tree, the address or the slot, which it writes when it was not warm. AUTHORIZE
/// reads 136 bytes; then the authority's warmth likewise, its account, its code when it has any, behind three bytes of
/// its size, and writes the account; what would follow the reason to pass an authorization over is not there.
/// Source: spec/dispute.md, DISPUTE-33, DISPUTE-36 and DISPUTE-39; spec/execution.md, EXEC-52.
contract AccessFamily is UnreservedFamily {
    using RlpScan for Scan;
    using WitnessTape for Tape;

    /// @dev Bytes that the headers of an entry and its address take at most; a key behind its first byte; a header; an
    /// authorization at most.
    uint256 private constant _ENTRY_HEAD = 29;
    uint256 private constant _KEY = 33;
    uint256 private constant _HEAD = 4;
    uint256 private constant _AUTHORIZATION = 136;
    /// @dev What an authority that there was before gives back (EIP-7702).
    uint256 private constant _REFUND = 12500;

    /// @dev Of the lane's chain.
    uint256 private immutable _CHAIN_ID;

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
        Machine memory machine;
        MachineState.read(machine, witness, before);
        bool isAccess = machine.phase == MachineState.ACCESS;
        if ((!isAccess && machine.phase != MachineState.AUTHORIZE) || most == 0) return (before, 0);
        Tape memory tape = WitnessTape.open(witness);
        tape.skip(MachineState.SIZE);
        Transaction memory transaction;
        DisputedTransaction.read(transaction, tape.skip(DisputedTransaction.SIZE), machine.transaction);
        if (isAccess) _access(machine, transaction, tape);
        else _authorize(machine, transaction, tape);
        tape.close();
        return (MachineState.hash(machine), 1);
    }

    /// @dev The next address or key; with none left, the authorizations.
    function _access(Machine memory machine, Transaction memory transaction, Tape memory tape) private pure {
        if (machine.b == 0) {
            _endAccess(machine, transaction, tape);
            return;
        }
        if (machine.a == machine.d) _warmAddress(machine, transaction, tape);
        else _warmKey(machine, transaction, tape);
        machine.b = bytes32(uint256(machine.b) - 1);
    }

    function _warmAddress(Machine memory machine, Transaction memory transaction, Tape memory tape) private pure {
        (Scan memory scan, uint256 base) = _show(transaction, tape, uint256(machine.a), _ENTRY_HEAD);
        scan.enter();
        uint256 account = scan.readAddress();
        scan.enter();
        (machine.scratch, ) = ScratchAccess.warmAccount(machine.scratch, account, tape);
        machine.a = bytes32(scan.position - base);
        machine.c = bytes32(account);
        machine.d = bytes32(scan.limit - base);
    }

    function _warmKey(Machine memory machine, Transaction memory transaction, Tape memory tape) private pure {
        uint256 offset = uint256(machine.a);
        (Scan memory scan, ) = _show(transaction, tape, offset + 1, _KEY - 1);
        uint256 position = scan.position;
        uint256 slot;
        assembly ("memory-safe") {
            slot := mload(position)
        }
        (machine.scratch, ) = ScratchAccess.warmSlot(machine.scratch, uint256(machine.c), slot, tape);
        machine.a = bytes32(offset + _KEY);
    }

    /// @dev The authorizations, if there are any, are the item behind the access list.
    function _endAccess(Machine memory machine, Transaction memory transaction, Tape memory tape) private pure {
        uint256 offset = 0;
        if (transaction.authorizations != 0) {
            (Scan memory scan, uint256 base) = _show(transaction, tape, uint256(machine.a), _HEAD);
            scan.enter();
            offset = scan.position - base;
        }
        machine.phase = MachineState.AUTHORIZE;
        machine.a = bytes32(offset);
        machine.b = bytes32(transaction.authorizations);
        machine.c = 0;
        machine.d = 0;
    }

    /// @dev The next authorization; a bad one is passed over. None left: to LAUNCH.
    function _authorize(Machine memory machine, Transaction memory transaction, Tape memory tape) private view {
        if (machine.b == 0) {
            machine.phase = MachineState.LAUNCH;
            machine.a = 0;
            return;
        }
        (Scan memory scan, uint256 base) = _show(transaction, tape, uint256(machine.a), _AUTHORIZATION);
        Authorization memory authorization = AuthorizationReader.read(scan);
        machine.a = bytes32(scan.position - base);
        machine.b = bytes32(uint256(machine.b) - 1);
        uint256 authority = _authorityOf(authorization);
        if (authority != 0) _delegate(machine, authorization, authority, tape);
    }

    /// @dev Who signed; zero when the authorization is not for this chain, or nobody did. What was signed is put
    /// together where it was read.
    function _authorityOf(Authorization memory authorization) private view returns (uint256) {
        if (authorization.chainId != 0 && authorization.chainId != _CHAIN_ID) return 0;
        if (authorization.nonce == type(uint64).max || authorization.parity > 1) return 0;
        if (!TransactionReader.isCanonical(authorization.r, authorization.s)) return 0;
        return
            TransactionSigner.authorityOf(
                authorization.start,
                authorization.size,
                authorization.parity,
                authorization.r,
                authorization.s
            );
    }

    function _delegate(
        Machine memory machine,
        Authorization memory authorization,
        uint256 authority,
        Tape memory tape
    ) private pure {
        (machine.scratch, ) = ScratchAccess.warmAccount(machine.scratch, authority, tape);
        Account memory account = StateAccess.readAccount(machine.state, authority, tape);
        if (account.codeHash != StateAccess.NO_CODE) {
            (, bool isDelegation) = CodeWitness.readDelegation(tape, account.codeHash);
            if (!isDelegation) return;
        }
        if (account.nonce != authorization.nonce) return;
        unchecked {
            // The refund is a number modulo 2^256.
            if (!StateAccess.isEmpty(account)) machine.refund += _REFUND;
        }
        ++account.nonce;
        uint256 target = authorization.target;
        account.codeHash = target == 0 ? StateAccess.NO_CODE : CodeWitness.delegationTo(target);
        machine.state = StateAccess.writeAccount(machine.state, authority, account, tape);
    }

    /// @dev The raw bytes from an offset on, of which so many are seen.
    function _show(
        Transaction memory transaction,
        Tape memory tape,
        uint256 offset,
        uint256 needed
    ) private pure returns (Scan memory scan, uint256 base) {
        uint256 size = transaction.rawSize;
        base = ShownBytes.readSome(tape, transaction.raw, size, offset, needed);
        scan.position = base + offset;
        scan.limit = base + size;
    }
}
