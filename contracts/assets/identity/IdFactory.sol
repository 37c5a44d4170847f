// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {IERC734} from "../../interfaces/erc3643/IERC734.sol";
import {IIdFactory} from "../../interfaces/erc3643/IIdFactory.sol";
import {IdentityLinks} from "./IdentityLinks.sol";
import {IdentityProxy} from "./IdentityProxy.sol";
import {IIdentityFactory} from "./IIdentityFactory.sol";
import {SuiteOwnable} from "./SuiteOwnable.sol";

/// @notice Deploys identities behind proxies. Source: IDENTITY-52 to IDENTITY-55.
contract IdFactory is SuiteOwnable, IdentityLinks {
    uint256 private constant MANAGEMENT = 1;
    uint256 private constant ECDSA_KEY = 1;

    address private immutable _authority;
    mapping(bytes32 salt => bool) private _isSaltTaken;
    mapping(address factory => bool) private _isTokenFactory;

    constructor(address authority) initializer {
        if (authority.code.length == 0) revert IdFactoryAuthorityHasNoCode(authority);
        __Ownable_init(msg.sender);
        _authority = authority;
    }

    /// @inheritdoc IIdFactory
    function addTokenFactory(address factory) external onlyOwner {
        if (factory == address(0)) revert IdFactoryAddressMissing();
        if (_isTokenFactory[factory]) revert IdFactoryAlreadyTokenFactory(factory);
        _isTokenFactory[factory] = true;
        emit TokenFactoryAdded(factory);
    }

    /// @inheritdoc IIdFactory
    function removeTokenFactory(address factory) external onlyOwner {
        if (!_isTokenFactory[factory]) revert IdFactoryNotTokenFactory(factory);
        _isTokenFactory[factory] = false;
        emit TokenFactoryRemoved(factory);
    }

    /// @inheritdoc IIdFactory
    function createIdentity(address wallet, string calldata salt) external onlyOwner returns (address identity) {
        identity = _deploy(wallet, _investorSalt(salt), salt);
        _linkWallet(wallet, identity);
    }

    /// @inheritdoc IIdFactory
    function createIdentityWithManagementKeys(
        address wallet,
        string calldata salt,
        bytes32[] calldata managementKeys
    ) external onlyOwner returns (address identity) {
        if (managementKeys.length == 0) revert IdFactoryKeysMissing();
        identity = _deploy(address(this), _investorSalt(salt), salt);
        bytes32 walletKey = keccak256(abi.encode(wallet));
        for (uint256 i; i < managementKeys.length; ++i) {
            if (managementKeys[i] == walletKey) revert IdFactoryKeyOfWallet(wallet);
            IERC734(identity).addKey(managementKeys[i], MANAGEMENT, ECDSA_KEY);
        }
        IERC734(identity).removeKey(keccak256(abi.encode(this)), MANAGEMENT);
        _linkWallet(wallet, identity);
    }

    /// @inheritdoc IIdFactory
    function createTokenIdentity(
        address token,
        address tokenOwner,
        string calldata salt
    ) external returns (address identity) {
        if (msg.sender != owner() && !_isTokenFactory[msg.sender]) revert IdFactoryNotTokenFactory(msg.sender);
        identity = _deploy(tokenOwner, keccak256(bytes.concat("Token", bytes(salt))), salt);
        _linkToken(token, identity);
    }

    /// @inheritdoc IIdentityFactory
    function predictIdentity(address manager, string calldata salt) external view returns (address) {
        bytes memory code = bytes.concat(type(IdentityProxy).creationCode, abi.encode(_authority, manager));
        return Create2.computeAddress(_investorSalt(salt), keccak256(code));
    }

    /// @inheritdoc IIdFactory
    function isTokenFactory(address factory) external view returns (bool) {
        return _isTokenFactory[factory];
    }

    /// @inheritdoc IIdFactory
    function isSaltTaken(string calldata prefixedSalt) external view returns (bool) {
        return _isSaltTaken[keccak256(bytes(prefixedSalt))];
    }

    /// @inheritdoc IIdFactory
    function implementationAuthority() external view returns (address) {
        return _authority;
    }

    function _deploy(address manager, bytes32 prefixedSalt, string calldata salt) private returns (address identity) {
        if (manager == address(0)) revert IdFactoryAddressMissing();
        if (bytes(salt).length == 0) revert IdFactorySaltMissing();
        if (_isSaltTaken[prefixedSalt]) revert IdFactorySaltTaken(salt);
        _isSaltTaken[prefixedSalt] = true;
        identity = address(new IdentityProxy{salt: prefixedSalt}(_authority, manager));
        emit Deployed(identity);
    }

    function _investorSalt(string calldata salt) private pure returns (bytes32) {
        return keccak256(bytes.concat("OID", bytes(salt)));
    }
}
