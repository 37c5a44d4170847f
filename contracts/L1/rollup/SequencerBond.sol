// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {ISequencerBond} from "./ISequencerBond.sol";

/// @notice Implements {ISequencerBond}.
contract SequencerBond is ISequencerBond, EIP712, ReentrancyGuardTransient {
    bytes32 private constant _RECEIPTS_TYPE_HASH = keccak256(
        "Receipts(uint32 lane,uint64 epoch,uint64 number,bytes32 blockHash,bytes32 receiptsRoot)"
    );

    uint256 private immutable _leastBond;
    uint64 private immutable _leaveDelay;

    uint256 private _burnt;
    mapping(address sequencer => uint256 amount) private _bonds;
    mapping(address sequencer => uint64 time) private _leavesAt;
    mapping(address sequencer => bool barred) private _barred;
    mapping(address reporter => uint256 amount) private _rewards;

    /// @param policy Whose escape delay a bond outlasts: until then a signature may still matter.
    /// @param leaveDelay_ Seconds between `beginLeaving` and `withdraw`.
    /// @param leastBond_ The least bond, wei.
    constructor(IFinalityPolicy policy, uint64 leaveDelay_, uint256 leastBond_) EIP712("Muniment Sequencer", "1") {
        uint64 escapeDelay = policy.escapeDelay();
        if (leaveDelay_ <= escapeDelay) revert SequencerDelayTooShort(escapeDelay, leaveDelay_);
        if (leastBond_ == 0) revert SequencerBondTooLow(1, 0);
        _leaveDelay = leaveDelay_;
        _leastBond = leastBond_;
    }

    /// @inheritdoc ISequencerBond
    function deposit() external payable {
        if (_barred[msg.sender]) revert SequencerBarred(msg.sender);
        uint256 bond = _bonds[msg.sender] + msg.value;
        if (bond < _leastBond) revert SequencerBondTooLow(_leastBond, bond);

        _bonds[msg.sender] = bond;
        _leavesAt[msg.sender] = 0;
        emit BondDeposited(msg.sender, msg.value);
    }

    /// @inheritdoc ISequencerBond
    function beginLeaving() external {
        if (_bonds[msg.sender] == 0) revert SequencerUnknown(msg.sender);
        uint64 time = uint64(block.timestamp) + _leaveDelay;
        _leavesAt[msg.sender] = time;
        emit BondLeaving(msg.sender, time);
    }

    /// @inheritdoc ISequencerBond
    function withdraw() external nonReentrant {
        uint64 time = _leavesAt[msg.sender];
        if (time == 0) revert SequencerNotLeaving(msg.sender);
        if (block.timestamp < time) revert SequencerStays(time);

        uint256 bond = _bonds[msg.sender];
        _bonds[msg.sender] = 0;
        _leavesAt[msg.sender] = 0;
        emit BondWithdrawn(msg.sender, bond);
        _pay(msg.sender, bond);
    }

    /// @inheritdoc ISequencerBond
    function report(
        address sequencer,
        Receipts calldata first,
        Receipts calldata second,
        bytes[2] calldata signatures
    ) external {
        uint256 bond = _bonds[sequencer];
        if (bond == 0) revert SequencerUnknown(sequencer);
        _checkDifferent(first, second);
        _checkSigned(sequencer, first, signatures[0]);
        _checkSigned(sequencer, second, signatures[1]);

        uint256 reward = bond / 2;
        _bonds[sequencer] = 0;
        _leavesAt[sequencer] = 0;
        // For ever: the same two signatures would take the next bond too.
        _barred[sequencer] = true;
        _rewards[msg.sender] += reward;
        _burnt += bond - reward;
        emit Equivocated(sequencer, msg.sender, first, second);
        emit BondForfeited(sequencer, msg.sender, reward, bond - reward);
    }

    /// @inheritdoc ISequencerBond
    function takeReward() external nonReentrant {
        uint256 reward = _rewards[msg.sender];
        if (reward == 0) revert SequencerRewardNone(msg.sender);
        _rewards[msg.sender] = 0;
        emit RewardTaken(msg.sender, reward);
        _pay(msg.sender, reward);
    }

    /// @inheritdoc ISequencerBond
    function bondOf(address sequencer) external view returns (uint256) {
        return _bonds[sequencer];
    }

    /// @inheritdoc ISequencerBond
    function leavesAt(address sequencer) external view returns (uint64) {
        return _leavesAt[sequencer];
    }

    /// @inheritdoc ISequencerBond
    function isBarred(address sequencer) external view returns (bool) {
        return _barred[sequencer];
    }

    /// @inheritdoc ISequencerBond
    function rewardOf(address reporter) external view returns (uint256) {
        return _rewards[reporter];
    }

    /// @inheritdoc ISequencerBond
    function burnt() external view returns (uint256) {
        return _burnt;
    }

    /// @inheritdoc ISequencerBond
    function leastBond() external view returns (uint256) {
        return _leastBond;
    }

    /// @inheritdoc ISequencerBond
    function leaveDelay() external view returns (uint64) {
        return _leaveDelay;
    }

    /// @inheritdoc ISequencerBond
    function messageOf(Receipts calldata receipts) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_RECEIPTS_TYPE_HASH, receipts)));
    }

    function _pay(address to, uint256 amount) private {
        (bool paid, ) = to.call{value: amount}("");
        if (!paid) revert SequencerTransferFailed(to, amount);
    }

    function _checkSigned(address sequencer, Receipts calldata receipts, bytes calldata signature) private view {
        (address signer, , ) = ECDSA.tryRecoverCalldata(messageOf(receipts), signature);
        if (signer != sequencer || signer == address(0)) revert SequencerSignatureInvalid(sequencer, signer);
    }

    function _checkDifferent(Receipts calldata first, Receipts calldata second) private pure {
        bool isSamePlace = first.lane == second.lane && first.epoch == second.epoch && first.number == second.number;
        bool isSameContent = first.blockHash == second.blockHash && first.receiptsRoot == second.receiptsRoot;
        if (!isSamePlace || isSameContent) revert SequencerNotEquivocation();
    }
}
