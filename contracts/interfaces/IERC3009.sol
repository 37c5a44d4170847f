// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Transfers signed by the holder and sent by anyone. Source: ERC-3009.
interface IERC3009 {
    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);
    event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);

    /// @notice Carries out a transfer that its sender signed.
    /// @param validAfter Unix seconds; valid later than this.
    /// @param validBefore Unix seconds; valid earlier than this.
    /// @param nonce Any value the sender has not used before.
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
    ) external;

    /// @notice The same with a signature in bytes, which may be one of a contract (ERC-1271).
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;

    /// @notice The same for a transfer that only its receiver may send in. *Caller:* `to`.
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
    ) external;

    /// @notice Uses up a nonce without a transfer; signed by the authorizer.
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Whether a nonce is used up.
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool);
}
