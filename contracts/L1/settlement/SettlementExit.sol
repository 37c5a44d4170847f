// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {SettlementData} from "../../libraries/SettlementData.sol";
import {Lane} from "../../types/Lane.sol";
import {LaneBound} from "../bridge/LaneBound.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {IHonkVerifier} from "../proofs/settlement/IHonkVerifier.sol";
import {ISettlementExit} from "./ISettlementExit.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";
import {ISettlementRegistry} from "./ISettlementRegistry.sol";

/// @notice Implements {ISettlementExit}.
contract SettlementExit is ISettlementExit, LaneBound {
    using BatchHeader for bytes;

    /// @notice What the exit works with, for ever.
    /// @param policy Whose production refuses a reference string for development.
    /// @param gateway Who pays.
    /// @param registry Whose holders leave.
    /// @param verifier Of the circuit of exits.
    struct Parts {
        IFinalityPolicy policy;
        ISettlementGateway gateway;
        ISettlementRegistry registry;
        IHonkVerifier verifier;
    }

    /// @dev A nullifier has 248 bits (SETTLE-24).
    uint256 private constant _NULLIFIER_BITS = 248;
    uint256 private constant _ASSET_SHIFT = 128;

    ISettlementGateway private immutable _gateway;
    ISettlementRegistry private immutable _registry;
    IHonkVerifier private immutable _verifier;

    bytes32 private _stateRoot;
    mapping(uint256 nullifier => bool exited) private _exited;

    /// @param place Rollup, guardian and lane.
    /// @param parts Policy, gateway, registry and verifier.
    constructor(Place memory place, Parts memory parts) LaneBound(place) {
        if (parts.policy.isProduction() && !parts.verifier.isProduction()) {
            revert ExitVerifierNotProduction(address(parts.verifier));
        }
        (_gateway, _registry, _verifier) = (parts.gateway, parts.registry, parts.verifier);
    }

    /// @inheritdoc ISettlementExit
    function open(bytes calldata finalHeader) external {
        if (_stateRoot != 0) revert ExitOpen(_stateRoot);
        if (!_rollup.isEnded(_lane)) revert ExitNotEnded(Lane.unwrap(_lane));
        bytes32 expected = _rollup.digestOf(_lane, _rollup.lastFinal(_lane));
        bytes32 actual = finalHeader.checked().digest();
        if (actual != expected) revert ExitHeaderMismatch(expected, actual);
        _stateRoot = finalHeader.stateRoot();
        emit SettlementExitOpened(_stateRoot);
    }

    /// @inheritdoc ISettlementExit
    function exit(Note calldata note, bytes calldata proof) external {
        if (_stateRoot == 0) revert ExitClosed();
        _checkOpen();
        if (note.nullifier >> _NULLIFIER_BITS != 0) revert ExitNullifierInvalid(note.nullifier);
        if (_exited[note.nullifier]) revert ExitNullifierSpent(note.nullifier);
        if (!_verifier.verify(proof, _inputsOf(note))) revert ExitProofInvalid();
        _exited[note.nullifier] = true;
        emit NoteExited(note.nullifier, note.recipient, note.asset, note.amount);
        _gateway.payExit(note.asset, note.recipient, note.amount);
    }

    /// @inheritdoc ISettlementExit
    function isExited(uint256 nullifier) external view returns (bool) {
        return _exited[nullifier];
    }

    /// @inheritdoc ISettlementExit
    function stateRoot() external view returns (bytes32) {
        return _stateRoot;
    }

    function _inputsOf(Note calldata note) private view returns (bytes32[] memory inputs) {
        inputs = new bytes32[](6);
        inputs[0] = bytes32(SettlementData.domainOf(block.chainid, address(_rollup), Lane.unwrap(_lane)));
        inputs[1] = _stateRoot;
        inputs[2] = bytes32(note.nullifier);
        inputs[3] = bytes32((uint256(note.asset) << _ASSET_SHIFT) | note.amount);
        inputs[4] = bytes32(uint256(uint160(note.recipient)));
        // However old: a lane may have ended because there are no registrars.
        inputs[5] = _registry.rootsAt(uint64(block.timestamp)).holders;
    }
}
