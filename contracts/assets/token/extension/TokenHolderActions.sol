// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3009} from "../../../interfaces/IERC3009.sol";
import {IRwaToken} from "../IRwaToken.sol";
import {TokenAllowances} from "../TokenAllowances.sol";

/// @notice What holders do less often: signed transfers, allowances by difference, opting out. Documented in
/// {IRwaToken}. Of signed transfers, what is signed is checked here and the token transfers. Source: TOKEN-13,
/// TOKEN-44, TOKEN-47.
abstract contract TokenHolderActions is TokenAllowances {
    bytes32 private constant TRANSFER_TYPE_HASH = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,"
        "bytes32 nonce)"
    );
    bytes32 private constant RECEIVE_TYPE_HASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,"
        "bytes32 nonce)"
    );
    bytes32 private constant CANCEL_TYPE_HASH = keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    /// @dev See {IERC3009-transferWithAuthorization}.
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        Authorization memory authorization = Authorization(from, to, value, validAfter, validBefore, nonce);
        _useAuthorization(TRANSFER_TYPE_HASH, authorization, abi.encodePacked(r, s, v));
    }

    /// @dev See {IERC3009-transferWithAuthorization}.
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        Authorization memory authorization = Authorization(from, to, value, validAfter, validBefore, nonce);
        _useAuthorization(TRANSFER_TYPE_HASH, authorization, signature);
    }

    /// @dev See {IERC3009-receiveWithAuthorization}.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        if (to != _msgSender()) revert IRwaToken.TokenReceiverRequired(to, _msgSender());
        Authorization memory authorization = Authorization(from, to, value, validAfter, validBefore, nonce);
        _useAuthorization(RECEIVE_TYPE_HASH, authorization, abi.encodePacked(r, s, v));
    }

    /// @dev See {IERC3009-cancelAuthorization}.
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 structHash = keccak256(abi.encode(CANCEL_TYPE_HASH, authorizer, nonce));
        _useNonceBy(authorizer, nonce, structHash, abi.encodePacked(r, s, v));
        emit IERC3009.AuthorizationCanceled(authorizer, nonce);
    }

    /// @dev See {IRwaToken-increaseAllowance}.
    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        uint256 current = _ownAllowance(_msgSender(), spender);
        if (added > type(uint256).max - current) revert IRwaToken.TokenAllowanceTooLarge(spender, current, added);
        _approve(_msgSender(), spender, current + added);
        return true;
    }

    /// @dev See {IRwaToken-decreaseAllowance}.
    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool) {
        uint256 current = _ownAllowance(_msgSender(), spender);
        if (subtracted > current) revert ERC20InsufficientAllowance(spender, current, subtracted);
        _approve(_msgSender(), spender, current - subtracted);
        return true;
    }

    /// @dev See {IRwaToken-disableDefaultAllowance}.
    function disableDefaultAllowance() external {
        if (_allowances().optedOut[_msgSender()]) revert IRwaToken.TokenDefaultAllowanceUnchanged(_msgSender());
        _allowances().optedOut[_msgSender()] = true;
        emit IRwaToken.DefaultAllowanceOptOutSet(_msgSender(), true);
    }

    /// @dev See {IRwaToken-enableDefaultAllowance}.
    function enableDefaultAllowance() external {
        if (!_allowances().optedOut[_msgSender()]) revert IRwaToken.TokenDefaultAllowanceUnchanged(_msgSender());
        _allowances().optedOut[_msgSender()] = false;
        emit IRwaToken.DefaultAllowanceOptOutSet(_msgSender(), false);
    }
}
