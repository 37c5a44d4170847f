// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {PROVEN} from "../../types/Evidence.sol";
import {Lane} from "../../types/Lane.sol";
import {IGuardian} from "../governance/IGuardian.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IDisputeGame} from "../proofs/IDisputeGame.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {IRollup} from "../rollup/IRollup.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";
import {ISettlementPortal} from "./ISettlementPortal.sol";

/// @notice Implements {ISettlementPortal}.
contract SettlementPortal is ISettlementPortal, TimelockedAccess {
    using BatchHeader for bytes;

    /// @notice Who always posts.
    bytes32 public constant OPERATOR_ROLE = keccak256("OPERATOR");

    /// @dev Seconds without a batch after which anyone posts, and that a batch may be without a proof.
    uint64 private constant _PATIENCE = 1 hours;
    /// @dev Of every hour, its last ten minutes are anyone's: an operator that posts without end keeps nobody out.
    uint64 private constant _TURN = 1 hours;
    uint64 private constant _TURN_OPENS = 50 minutes;

    /// @notice What the portal works with, for ever.
    struct Parts {
        IFinalityPolicy policy;
        IRollup rollup;
        IGuardian guardian;
        Lane lane;
        ISettlementGateway gateway;
    }

    IFinalityPolicy private immutable _policy;
    IRollup private immutable _rollup;
    IGuardian private immutable _guardian;
    Lane private immutable _lane;
    ISettlementGateway private immutable _gateway;

    /// @param timelock_ Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param parts What the portal works with.
    /// @param operators Who always posts.
    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        Parts memory parts,
        address[] memory operators
    ) TimelockedAccess(timelock_, leastDelay) {
        _policy = parts.policy;
        _rollup = parts.rollup;
        _guardian = parts.guardian;
        _lane = parts.lane;
        _gateway = parts.gateway;
        _grantAtStart(OPERATOR_ROLE, operators);
    }

    /// @dev The rollup pays bonds back without data, and what another sends could never leave.
    receive() external payable {
        if (msg.sender != address(_rollup)) revert PortalSenderInvalid(msg.sender);
    }

    /// @inheritdoc ISettlementPortal
    function post(Posting calldata posting) external {
        bytes calldata header = posting.header.checked();
        Lane lane = header.lane();
        if (lane != _lane) revert PortalLaneMismatch(Lane.unwrap(_lane), Lane.unwrap(lane));
        if (!hasRole(OPERATOR_ROLE, msg.sender)) {
            _checkOpenToAll();
            _checkBrings(header, posting.parent.checked(), posting.data);
        }
        emit BatchPosted(header.index(), msg.sender);
        _rollup.commitBatch(header, posting.parent, posting.witness, posting.data);
        bytes memory shown = bytes.concat(header, posting.parent, posting.commitment, posting.data, posting.proof);
        _rollup.prove(lane, header.index(), shown);
        _rollup.finalize(header);
        _gateway.settle(header, posting.data);
    }

    /// @inheritdoc ISettlementPortal
    function takeBack() external {
        uint64 lastFinal = _rollup.lastFinal(_lane);
        if (_rollup.lastBatch(_lane) == lastFinal) revert PortalNothingUnproven(lastFinal);
        (, uint64 committedAt) = _rollup.commitOf(_lane, lastFinal + 1);
        if (_isProven(lastFinal + 1, committedAt)) revert PortalBatchProven(lastFinal + 1);
        uint64 waited = _guardian.elapsedSince(committedAt);
        if (waited <= _PATIENCE) revert PortalBatchWaits(_PATIENCE, waited);
        uint256 before = _rollup.freeBondOf(address(this));
        _rollup.rollBack(_lane, lastFinal, address(this));
        uint256 bond = _rollup.freeBondOf(address(this)) - before;
        // What does not divide stays too: whoever takes its own batch back pays for the hour that the lane stood.
        uint256 share = bond - (bond + 7) / 8;
        emit BatchTakenBack(lastFinal + 1, msg.sender, share, bond - share);
        _payFromBond(msg.sender, share);
    }

    /// @inheritdoc ISettlementPortal
    function fundBond() external payable {
        emit BondFunded(msg.sender, msg.value);
        _rollup.depositBond{value: msg.value}();
    }

    /// @inheritdoc ISettlementPortal
    function returnBond(address to, uint256 amount) external onlySlow {
        emit BondReturned(to, amount);
        _payFromBond(to, amount);
    }

    /// @inheritdoc IDisputeGame
    /// @dev Nothing on this lane is ever SECURED: a proof is what it takes.
    function isUndisputed(Lane, uint64, bytes32) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IDisputeGame
    /// @dev There are no disputes to wait for.
    function longestDispute() external pure returns (uint256) {
        return 0;
    }

    function _payFromBond(address to, uint256 amount) private {
        if (amount == 0) return;
        _rollup.withdrawBond(amount);
        if (!BoundedCall.trySend(to, gasleft(), amount)) revert PortalPaymentRefused(to, amount);
    }

    /// @dev Whether anyone can make a batch FINAL: what a disabled verifier accepted does not count (ROLLUP-14).
    function _isProven(uint64 index, uint64 committedAt) private view returns (bool) {
        return _rollup.evidenceOf(_lane, index).includes(PROVEN) && committedAt > _policy.finalityOf(_lane).provenAfter;
    }

    function _checkOpenToAll() private view {
        uint64 time = uint64(block.timestamp);
        (, uint64 last) = _rollup.commitOf(_lane, _rollup.lastBatch(_lane));
        uint64 turn = time - (time % _TURN) + _TURN_OPENS;
        if (time <= last + _PATIENCE && time < turn) {
            revert PortalNotOpen(msg.sender, turn <= last + _PATIENCE ? turn : last + _PATIENCE + 1);
        }
    }

    /// @dev A batch without data takes no proof: anyone could pass all shields over with it.
    function _checkBrings(bytes calldata header, bytes calldata parent, bytes calldata data) private pure {
        (uint64 from, uint64 to) = (parent.queueCursor(), header.queueCursor());
        if (data.length == 0 && from != to) revert PortalDataMissing(from, to);
    }
}
