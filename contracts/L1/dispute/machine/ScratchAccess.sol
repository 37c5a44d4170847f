// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StateAccess} from "./StateAccess.sol";
import {Tape} from "./WitnessTape.sol";
import {WordChain} from "./WordChain.sol";

/// @notice What a transaction knows besides the state, by proofs of the scratch tree: for each reading and each writing
/// one, as StateAccess has them. Source: spec/dispute.md, DISPUTE-36.
library ScratchAccess {
    /// @notice The key of the list of destroyed accounts.
    bytes32 internal constant DESTROYED_LIST = keccak256(hex"05");

    /// @dev A leaf that holds a truth.
    bytes32 private constant _YES = bytes32(uint256(1));
    uint256 private constant _LAST_PRECOMPILE = 0x11;
    uint256 private constant _P256_VERIFY = 0x100;

    /// @notice Warms an account (EIP-2929); a precompiled contract is warm, and nothing is read.
    /// @return after_ The scratch tree's root then.
    /// @return wasWarm Whether it was warm.
    function warmAccount(
        bytes32 scratch,
        uint256 account,
        Tape memory tape
    ) internal pure returns (bytes32 after_, bool wasWarm) {
        if (isPrecompile(account)) return (scratch, true);
        return _warm(scratch, accountKey(1, account), tape);
    }

    /// @notice Warms a slot.
    function warmSlot(
        bytes32 scratch,
        uint256 account,
        uint256 slot,
        Tape memory tape
    ) internal pure returns (bytes32 after_, bool wasWarm) {
        return _warm(scratch, slotKey(2, account, slot), tape);
    }

    /// @notice Notes an account as created in this transaction.
    function markCreated(bytes32 scratch, uint256 account, Tape memory tape) internal pure returns (bytes32) {
        return StateAccess.write(scratch, createdKey(account), _YES, tape);
    }

    /// @notice Appends an account that is destroyed to the list of them, once.
    function markDestroyed(bytes32 scratch, uint256 account, Tape memory tape) internal pure returns (bytes32) {
        bytes32 key = accountKey(6, account);
        if (StateAccess.read(scratch, key, tape) != 0) return scratch;
        bytes32 marked = StateAccess.write(scratch, key, _YES, tape);
        bytes32 list = StateAccess.read(marked, DESTROYED_LIST, tape);
        return StateAccess.write(marked, DESTROYED_LIST, WordChain.append(list, account), tape);
    }

    /// @notice Whether an address is that of a precompiled contract of the chain (PRECOMPILE-1).
    function isPrecompile(uint256 account) internal pure returns (bool) {
        return (account != 0 && account <= _LAST_PRECOMPILE) || account == _P256_VERIFY;
    }

    /// @notice The key of a transient slot.
    function transientKey(uint256 account, uint256 slot) internal pure returns (bytes32) {
        return slotKey(3, account, slot);
    }

    /// @notice The key under which is said that an account was created, and which slots it was given.
    function createdKey(uint256 account) internal pure returns (bytes32) {
        return accountKey(4, account);
    }

    /// @notice keccak256(tag ‖ address).
    function accountKey(uint8 tag, uint256 account) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(tag, address(uint160(account))));
    }

    /// @notice keccak256(tag ‖ address ‖ slot).
    function slotKey(uint8 tag, uint256 account, uint256 slot) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(tag, address(uint160(account)), slot));
    }

    function _warm(bytes32 scratch, bytes32 key, Tape memory tape) private pure returns (bytes32, bool) {
        if (StateAccess.read(scratch, key, tape) != 0) return (scratch, true);
        return (StateAccess.write(scratch, key, _YES, tape), false);
    }
}
