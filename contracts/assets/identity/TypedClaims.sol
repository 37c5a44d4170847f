// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {ITypedClaims} from "./ITypedClaims.sol";

/// @notice The two schemes' signatures and the typed data of scheme 4. Source: IDENTITY-42 to IDENTITY-45.
/// @dev Name and version are constants, so that the domain costs no storage and names the proxy it is asked through.
abstract contract TypedClaims is EIP712Upgradeable, ITypedClaims {
    using Bytes for bytes;

    /// @notice How a claim is signed.
    enum Form {
        Unknown,
        Personal,
        TypedByKey,
        TypedByContract
    }

    bytes32 private constant CLAIM_TYPEHASH = keccak256(
        "Claim(address identity,uint256 topic,bytes data,uint48 validFrom,uint48 expiry)"
    );
    uint256 private constant SIGNATURE_LENGTH = 65;
    bytes1 private constant BY_KEY = 0x01;
    bytes1 private constant BY_CONTRACT = 0x02;
    // Offsets within a signature of scheme 4.
    uint256 private constant SIGNER_AT = 13;
    uint256 private constant CONTRACT_SIGNATURE_AT = 33;

    /// @inheritdoc ITypedClaims
    function hashTypedClaim(TypedClaim memory claim) public view returns (bytes32) {
        return
            _hashTypedDataV4(
                keccak256(
                    abi.encode(
                        CLAIM_TYPEHASH,
                        claim.identity,
                        claim.topic,
                        keccak256(claim.data),
                        claim.validFrom,
                        claim.expiry
                    )
                )
            );
    }

    /// @inheritdoc ITypedClaims
    function claimWindow(bytes memory signature) public pure returns (uint48 validFrom, uint48 expiry) {
        Form form = _formOf(signature);
        if (form == Form.Personal) return (0, type(uint48).max);
        if (form == Form.Unknown) return (0, 0);
        uint256 head = uint256(bytes32(signature));
        return (uint48(head >> 200), uint48(head >> 152));
    }

    /// @dev 65 bytes are always scheme 1.
    function _formOf(bytes memory signature) internal pure returns (Form) {
        if (signature.length == SIGNATURE_LENGTH) return Form.Personal;
        if (signature.length < CONTRACT_SIGNATURE_AT) return Form.Unknown;
        if (signature[0] == BY_CONTRACT) return Form.TypedByContract;
        bool isTyped = signature[0] == BY_KEY && signature.length == SIGNER_AT + SIGNATURE_LENGTH;
        return isTyped ? Form.TypedByKey : Form.Unknown;
    }

    function _isCurrent(bytes memory signature) internal view returns (bool) {
        (uint48 validFrom, uint48 expiry) = claimWindow(signature);
        return validFrom <= block.timestamp && block.timestamp < expiry;
    }

    /// @dev The ECDSA signature within {Form.TypedByKey}.
    function _keySignature(bytes memory signature) internal pure returns (bytes memory) {
        return signature.slice(SIGNER_AT);
    }

    /// @dev The parts of {Form.TypedByContract}.
    function _contractSignature(bytes memory signature) internal pure returns (address signer, bytes memory inner) {
        signer = address(bytes20(signature.slice(SIGNER_AT, CONTRACT_SIGNATURE_AT)));
        return (signer, signature.slice(CONTRACT_SIGNATURE_AT));
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Name() internal pure override returns (string memory) {
        return "Muniment Claim";
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Version() internal pure override returns (string memory) {
        return "1";
    }
}
