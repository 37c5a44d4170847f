// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {ISettlementIntents} from "./ISettlementIntents.sol";

/// @notice Implements {ISettlementIntents} and the exact transfer that settlement contracts use.
abstract contract SettlementIntents is ISettlementIntents, EIP712, ReentrancyGuardTransient {
    using BitMaps for BitMaps.BitMap;
    using SafeERC20 for IERC20;

    bytes32 internal constant _LEG_TYPE_HASH = keccak256("Leg(address token,address from,address to,uint256 amount)");
    bytes32 private constant _INTENT_TYPE_HASH = keccak256(
        "Intent(bytes32 termsHash,address party,uint256 nonce,uint64 expiresAt)"
    );

    mapping(address party => BitMaps.BitMap nonces) private _nonces;
    mapping(bytes32 termsHash => bool settled) private _settled;

    /// @inheritdoc ISettlementIntents
    function cancelIntent(uint256 nonce) external {
        if (isNonceUsed(msg.sender, nonce)) revert IntentNonceUsed(msg.sender, nonce);

        _nonces[msg.sender].set(nonce);

        emit IntentCancelled(msg.sender, nonce);
    }

    /// @inheritdoc ISettlementIntents
    function isSettled(bytes32 hash) external view returns (bool) {
        return _settled[hash];
    }

    /// @inheritdoc ISettlementIntents
    function isNonceUsed(address party, uint256 nonce) public view returns (bool) {
        return _nonces[party].get(nonce);
    }

    /// @inheritdoc ISettlementIntents
    function intentDigest(bytes32 hash, address party, uint256 nonce, uint64 expiresAt) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_INTENT_TYPE_HASH, hash, party, nonce, expiresAt)));
    }

    /// Marks the terms as settled; they are never settled again, however often the parties sign them.
    function _useTerms(bytes32 hash) internal {
        if (_settled[hash]) revert SettlementAlreadyDone(hash);
        _settled[hash] = true;
    }

    /// Checks a consent to the terms and uses up its nonce.
    function _useIntent(bytes32 hash, SignedIntent calldata intent) internal {
        address party = intent.party;
        if (isNonceUsed(party, intent.nonce)) revert IntentNonceUsed(party, intent.nonce);
        if (intent.expiresAt <= block.timestamp) {
            revert IntentExpired(party, intent.expiresAt, uint64(block.timestamp));
        }
        bytes32 digest = intentDigest(hash, party, intent.nonce, intent.expiresAt);
        if (!SignatureChecker.isValidSignatureNowCalldata(party, digest, intent.signature)) {
            revert IntentBadSignature(party);
        }
        _nonces[party].set(intent.nonce);
    }

    /// Moves exactly `amount` or reverts. What the token itself says when it refuses is passed on as it is.
    function _moveExactly(address token, address from, address to, uint256 amount) internal {
        uint256 fromBefore = IERC20(token).balanceOf(from);
        uint256 toBefore = IERC20(token).balanceOf(to);
        IERC20(token).safeTransferFrom(from, to, amount);
        uint256 fromAfter = IERC20(token).balanceOf(from);
        uint256 toAfter = IERC20(token).balanceOf(to);

        if (fromBefore < amount || fromAfter != fromBefore - amount) {
            revert SettlementBalanceMismatch(token, from, fromBefore, fromAfter, amount);
        }
        if (toAfter < amount || toBefore != toAfter - amount) {
            revert SettlementBalanceMismatch(token, to, toBefore, toAfter, amount);
        }
    }

    function _checkWindow(address executor, uint64 validFrom, uint64 expiresAt) internal view {
        if (executor != address(0) && executor != msg.sender) revert SettlementNotExecutor(executor, msg.sender);
        uint64 current = uint64(block.timestamp);
        if (validFrom > current) revert SettlementTooEarly(validFrom, current);
        if (expiresAt <= current) revert SettlementExpired(expiresAt, current);
    }

    function _checkLeg(uint256 position, Leg calldata leg) internal view {
        bool hasParties = leg.from != address(0) && leg.to != address(0) && leg.from != leg.to;
        if (!hasParties || leg.to == address(this)) revert SettlementLegInvalid(position, leg.from, leg.to);
        if (leg.amount == 0 || leg.amount > type(uint128).max) revert SettlementAmountOutOfRange(position, leg.amount);
        if (leg.token.code.length == 0) revert SettlementTokenMissing(position, leg.token);
    }

    function _hashLeg(Leg calldata leg) internal pure returns (bytes32) {
        return keccak256(abi.encode(_LEG_TYPE_HASH, leg));
    }
}
