// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRwaToken} from "./IRwaToken.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IERC3009} from "../../interfaces/IERC3009.sol";
import {TokenDocuments} from "./TokenDocuments.sol";

/// @notice Authorizations signed by holders, each used once. Source: TOKEN-47, ERC-3009.
abstract contract TokenAuthorizations is TokenDocuments {
    /// @notice A transfer that its sender signed.
    struct Authorization {
        address from;
        address to;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
    }

    /// @custom:storage-location erc7201:muniment.storage.TokenAuthorizations
    struct TokenAuthorizationsStorage {
        mapping(address authorizer => mapping(bytes32 nonce => bool)) used;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenAuthorizations")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_AUTHORIZATIONS_SLOT =
        0x32f705f136da2b19d58a8e8f1f7d04eaaf9ac01f8a300707340a2d9dadf87f00;

    /// @param typeHash Of the EIP-712 type that was signed.
    function _useAuthorization(bytes32 typeHash, Authorization memory authorization, bytes memory signature) internal {
        if (block.timestamp <= authorization.validAfter || block.timestamp >= authorization.validBefore) {
            revert IRwaToken.TokenAuthorizationNotValid(authorization.validAfter, authorization.validBefore);
        }
        bytes32 structHash = keccak256(abi.encode(typeHash, authorization));
        _useNonceBy(authorization.from, authorization.nonce, structHash, signature);
        emit IERC3009.AuthorizationUsed(authorization.from, authorization.nonce);
    }

    function _useNonceBy(address authorizer, bytes32 nonce, bytes32 structHash, bytes memory signature) internal {
        mapping(bytes32 nonce => bool) storage used = _authorizations().used[authorizer];
        if (used[nonce]) revert IRwaToken.TokenAuthorizationUsed(authorizer, nonce);
        if (!SignatureChecker.isValidSignatureNow(authorizer, _hashTypedDataV4(structHash), signature)) {
            revert IRwaToken.TokenAuthorizationUnsigned(authorizer);
        }
        used[nonce] = true;
    }

    function _authorizations() internal pure returns (TokenAuthorizationsStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_AUTHORIZATIONS_SLOT // ERC-7201 pointer
        }
    }
}
