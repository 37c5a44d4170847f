// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AddressAlias} from "../../libraries/AddressAlias.sol";
import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";
import {StateTree} from "../../libraries/StateTree.sol";
import {QueueItem} from "../../types/QueueItem.sol";
import {IEscapeHatch} from "./IEscapeHatch.sol";
import {LaneBound} from "./LaneBound.sol";

/// @notice The last FINAL state of a lane that has ended, and what it says. Source: spec/bridge.md, ESCAPE-1, ESCAPE-3
/// to
/// ESCAPE-5.
abstract contract EscapeState is IEscapeHatch, LaneBound {
    using BatchHeader for bytes;

    /// @dev keccak256 of no bytes.
    bytes32 private constant _NO_CODE = keccak256("");
    /// @dev Slot of the register's mapping.
    uint256 private constant _OWNERS_SLOT = 0;

    bytes32 private _stateRoot;
    uint64 private _queueCursor;

    /// @inheritdoc IEscapeHatch
    function open(bytes calldata finalHeader, QueueItem calldata first) external {
        if (_stateRoot != 0) revert EscapeOpen(_lane);
        if (!_rollup.isEnded(_lane)) _rollup.endLane(finalHeader, first);
        bytes32 expected = _rollup.digestOf(_lane, _rollup.lastFinal(_lane));
        bytes32 actual = finalHeader.checked().digest();
        if (actual != expected) revert EscapeHeaderMismatch(expected, actual);
        (_stateRoot, _queueCursor) = (finalHeader.stateRoot(), finalHeader.queueCursor());
        emit EscapeOpened(_stateRoot, _queueCursor);
    }

    /// @inheritdoc IEscapeHatch
    function ending() external view returns (bytes32, uint64) {
        return (_stateRoot, _queueCursor);
    }

    /// @dev The escape is open, and no pause lasts.
    function _checkEscape() internal view {
        if (_stateRoot == 0) revert EscapeClosed(_lane);
        _checkOpen();
    }

    /// @dev Items before it were consumed.
    function _cursor() internal view returns (uint64) {
        return _queueCursor;
    }

    /// @dev What the last FINAL state has at a slot; zero when it has nothing.
    function _slotValue(address account, bytes32 slot, bytes calldata proof) internal view returns (bytes32) {
        return StateTree.valueHashOf(_stateRoot, StateTree.slotKey(account, slot), proof);
    }

    /// @dev Who is paid what an account holds: the account, the contract of L1 whose alias it is, or its owner.
    function _beneficiaryOf(AccountProof calldata shown) internal view returns (address) {
        _checkAccount(shown.account);
        bytes32 found = StateTree.valueHashOf(_stateRoot, StateTree.accountKey(shown.account), shown.proof);
        bool isAbsent = found == 0 && shown.nonce == 0 && shown.balance == 0 && shown.codeHash == _NO_CODE;
        bytes32 claimed = StateTree.accountValueHash(shown.nonce, shown.balance, shown.codeHash);
        if (!isAbsent && claimed != found) revert EscapeAccountMismatch(found, claimed);
        if (shown.codeHash == _NO_CODE) return AddressAlias.homeOf(shown.account);
        if (shown.codeHash == keccak256(abi.encodePacked(hex"ef0100", shown.delegate))) return shown.account;

        if (shown.owner == address(0)) revert EscapeOwnerMissing(shown.account);
        bytes32 slot = keccak256(abi.encode(shown.account, _OWNERS_SLOT));
        address owner = address(uint160(uint256(_slotValue(Predeploys.EXIT_OWNERS, slot, shown.ownerProof))));
        if (owner != shown.owner) revert EscapeOwnerMismatch(owner, shown.owner);
        return owner;
    }

    /// @dev What predeploys hold is no holder's: burnt ETH, and units whose forms are on L1.
    function _checkAccount(address account) internal pure {
        if (Predeploys.isPredeploy(account)) revert EscapeAccountInvalid(account);
    }
}
