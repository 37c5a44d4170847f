// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {PackedSignature} from "../../libraries/PackedSignature.sol";
import {SettlementData} from "../../libraries/SettlementData.sol";
import {Lane} from "../../types/Lane.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {ISettlementRegistry} from "./ISettlementRegistry.sol";

/// @notice Implements {ISettlementRegistry}.
contract SettlementRegistry is ISettlementRegistry, TimelockedAccess, EIP712 {
    using PackedSignature for bytes;

    /// @notice Who signs roots.
    bytes32 public constant REGISTRAR_ROLE = keccak256("REGISTRAR");
    /// @notice Who takes registrars away.
    bytes32 public constant COUNCIL_ROLE = keccak256("COUNCIL");

    bytes32 private constant _TYPE_HASH = keccak256(
        "Roots(uint256 domain,bytes32 holders,bytes32 rules,uint64 number,uint64 time)"
    );
    uint8 private constant _QUORUM_LIMIT = 16;

    /// @dev Three slots. `setAt`: when L1 learnt of them, Unix seconds.
    struct Entry {
        bytes32 holders;
        bytes32 rules;
        uint64 number;
        uint64 time;
        uint64 setAt;
    }

    address private immutable _rollup;
    Lane private immutable _lane;

    uint8 private _quorum;
    Entry[] private _history;

    /// @notice What cannot be changed later, and the quorum.
    /// @param leastDelay Seconds that the timelock's delay must be longer than.
    /// @param rollup The rollup of the lane.
    /// @param lane The lane whose roots these are.
    /// @param quorum Signatures that are a quorum, 1 … 16.
    struct Settings {
        uint256 leastDelay;
        address rollup;
        Lane lane;
        uint8 quorum;
    }

    /// @param timelock_ Administrator.
    /// @param settings What cannot be changed later, and the quorum.
    /// @param registrars Who signs roots.
    /// @param council Who takes registrars away.
    constructor(
        TimelockController timelock_,
        Settings memory settings,
        address[] memory registrars,
        address[] memory council
    ) TimelockedAccess(timelock_, settings.leastDelay) EIP712("Muniment SettlementRegistry", "1") {
        _rollup = settings.rollup;
        _lane = settings.lane;
        _setQuorum(settings.quorum);
        _grantAtStart(REGISTRAR_ROLE, registrars);
        _grantAtStart(COUNCIL_ROLE, council);
    }

    /// @inheritdoc ISettlementRegistry
    function setRoots(Roots calldata roots, bytes calldata signatures) external {
        _checkOrder(roots);
        _checkElement(roots.holders);
        _checkElement(roots.rules);
        _checkQuorum(messageOf(roots), signatures);
        _history.push(Entry(roots.holders, roots.rules, roots.number, roots.time, uint64(block.timestamp)));
        emit RootsSet(roots.number, roots);
    }

    /// @inheritdoc ISettlementRegistry
    function setQuorum(uint8 quorum_) external onlySlow {
        _setQuorum(quorum_);
    }

    /// @inheritdoc ISettlementRegistry
    function removeRegistrar(address registrar) external onlyRole(COUNCIL_ROLE) {
        if (!_revokeRole(REGISTRAR_ROLE, registrar)) revert RootsSignerUnknown(registrar);
        emit RegistrarRemoved(registrar, msg.sender);
    }

    /// @inheritdoc ISettlementRegistry
    function rootsAt(uint64 time) external view returns (Roots memory) {
        uint256 count = _countAt(time);
        if (count == 0) revert RootsUnknown(time);
        Entry memory entry = _history[count - 1];
        return Roots(entry.holders, entry.rules, entry.number, entry.time);
    }

    /// @inheritdoc ISettlementRegistry
    function quorum() external view returns (uint8) {
        return _quorum;
    }

    /// @inheritdoc ISettlementRegistry
    function messageOf(Roots calldata roots) public view returns (bytes32) {
        uint256 domain = SettlementData.domainOf(block.chainid, _rollup, Lane.unwrap(_lane));
        return
            _hashTypedDataV4(
                keccak256(abi.encode(_TYPE_HASH, domain, roots.holders, roots.rules, roots.number, roots.time))
            );
    }

    function _setQuorum(uint8 quorum_) private {
        if (quorum_ == 0 || quorum_ > _QUORUM_LIMIT) revert RootsQuorumInvalid(_QUORUM_LIMIT, quorum_);
        _quorum = quorum_;
        emit RootsQuorumChanged(quorum_);
    }

    /// @dev How many entries L1 had at a time.
    function _countAt(uint64 time) private view returns (uint256 least) {
        uint256 greatest = _history.length;
        // Batches are of the last hour when they are committed, so what they ask for is mostly at the end.
        if (greatest != 0 && _history[greatest - 1].setAt <= time) return greatest;
        // What is shown of an old batch (SETTLE-74) costs no more for what was set since.
        while (least < greatest) {
            uint256 middle = (least + greatest) / 2;
            if (_history[middle].setAt <= time) least = middle + 1;
            else greatest = middle;
        }
    }

    function _checkOrder(Roots calldata roots) private view {
        uint64 number;
        uint64 time;
        if (_history.length != 0) {
            Entry storage last = _history[_history.length - 1];
            (number, time) = (last.number, last.time);
        }
        if (roots.number <= number) revert RootsNumberTooLow(number, roots.number);
        if (roots.time <= time || roots.time > block.timestamp) {
            revert RootsTimeOutOfRange(time, uint64(block.timestamp), roots.time);
        }
    }

    function _checkQuorum(bytes32 message, bytes calldata signatures) private view {
        if (signatures.length % PackedSignature.SIZE != 0) revert RootsSignatureLengthInvalid(signatures.length);
        uint256 count = signatures.length / PackedSignature.SIZE;
        if (count < _quorum || count > _QUORUM_LIMIT) revert RootsQuorumMissed(_quorum, count);
        address previous;
        for (uint256 i = 0; i < count; ++i) {
            address signer = signatures.signerAt(i, message);
            if (signer == address(0)) revert RootsSignatureInvalid(i);
            if (signer <= previous) revert RootsSignersNotAscending(previous, signer);
            if (!hasRole(REGISTRAR_ROLE, signer)) revert RootsSignerUnknown(signer);
            previous = signer;
        }
    }

    function _checkElement(bytes32 root) private pure {
        if (uint256(root) >= SettlementData.MODULUS) revert RootsInvalid(root);
    }
}
