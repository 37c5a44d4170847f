// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC173} from "../../../interfaces/erc3643/IERC173.sol";
import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {SuiteOwnable} from "../../identity/SuiteOwnable.sol";
import {IIAFactory} from "./IIAFactory.sol";
import {IProxy} from "./IProxy.sol";
import {ITREXFactory} from "./ITREXFactory.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";

/// @notice Names the code of the proxies of token suites. Source: TOKEN-60 to TOKEN-65.
contract TREXImplementationAuthority is SuiteOwnable, ITREXImplementationAuthority, IERC165 {
    /// @notice The code in use, in four slots: a transfer asks for nearly all of it, and each slot costs when first
    /// read. The two registries that are asked least are in two parts, beside others that are asked before them.
    struct Code {
        address token;
        uint96 ctrHigh;
        address ir;
        uint64 ctrLow;
        address irs;
        uint96 tirHigh;
        address mc;
        uint64 tirLow;
    }

    uint256 private constant LOW_BITS = 64;

    bool private immutable _isReference;

    Code private _current;
    Version private _version;
    address private _trexFactory;
    address private _iaFactory;
    mapping(bytes32 version => TREXContracts) private _versions;

    modifier onlyReference() {
        if (!_isReference) revert AuthorityNotReference(address(this));
        _;
    }

    /// @param referenceStatus Whether versions are added here; exactly the suite factory's authority should be so.
    /// @param trexFactory The suite factory; zero for a reference that is deployed before it.
    /// @param iaFactory The authority factory; zero likewise.
    constructor(bool referenceStatus, address trexFactory, address iaFactory) initializer {
        __Ownable_init(msg.sender);
        _isReference = referenceStatus;
        _trexFactory = trexFactory;
        _iaFactory = iaFactory;
        emit ImplementationAuthoritySet(referenceStatus, trexFactory);
        emit IAFactorySet(iaFactory);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function setTREXFactory(address trexFactory) external onlyOwner onlyReference {
        if (trexFactory.code.length == 0) revert AuthorityFactoryUnfit(trexFactory);
        if (ITREXFactory(trexFactory).getImplementationAuthority() != address(this)) {
            revert AuthorityFactoryUnfit(trexFactory);
        }
        _trexFactory = trexFactory;
        emit TREXFactorySet(trexFactory);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function setIAFactory(address iaFactory) external onlyOwner onlyReference {
        if (iaFactory == address(0)) revert AuthorityAddressMissing();
        _iaFactory = iaFactory;
        emit IAFactorySet(iaFactory);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function addTREXVersion(Version calldata version, TREXContracts calldata trex) external onlyOwner onlyReference {
        _addVersion(version, trex);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function addAndUseTREXVersion(
        Version calldata version,
        TREXContracts calldata trex
    ) external onlyOwner onlyReference {
        _addVersion(version, trex);
        _useVersion(version);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function fetchVersion(Version calldata version) external {
        if (_isReference) revert AuthorityIsReference(address(this));
        TREXContracts storage slot = _versions[_keyOf(version)];
        if (slot.tokenImplementation != address(0)) revert AuthorityVersionExists(version);
        TREXContracts memory trex = ITREXImplementationAuthority(getReferenceContract()).getContracts(version);
        if (trex.tokenImplementation == address(0)) revert AuthorityVersionUnknown(version);

        _versions[_keyOf(version)] = trex;
        emit TREXVersionFetched(version, trex);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function useTREXVersion(Version calldata version) external onlyOwner {
        _useVersion(version);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function changeImplementationAuthority(address token, address newAuthority) external {
        if (token == address(0)) revert AuthorityAddressMissing();
        IERC3643IdentityRegistry registry = IERC3643(token).identityRegistry();
        address[3] memory own = [token, address(registry), address(IERC3643(token).compliance())];
        for (uint256 i; i < own.length; ++i) {
            if (IERC173(own[i]).owner() != msg.sender) revert AuthorityOwnerRequired(own[i], msg.sender);
            if (!_isInCharge(own[i])) revert AuthorityNotInCharge(own[i], address(this));
        }
        address[3] memory shared = [
            address(registry.identityStorage()),
            address(registry.issuersRegistry()),
            address(registry.topicsRegistry())
        ];

        address authority = newAuthority == address(0) ? _deployAuthority(token) : newAuthority;
        _checkAuthority(authority);
        emit ImplementationAuthorityChanged(token, authority);
        for (uint256 i; i < own.length; ++i) IProxy(own[i]).setImplementationAuthority(authority);
        for (uint256 i; i < shared.length; ++i) {
            if (!_isInCharge(shared[i]) || IERC173(shared[i]).owner() != msg.sender) continue;
            IProxy(shared[i]).setImplementationAuthority(authority);
        }
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getCurrentVersion() external view returns (Version memory) {
        return _version;
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getContracts(Version calldata version) external view returns (TREXContracts memory) {
        return _versions[_keyOf(version)];
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getTREXFactory() external view returns (address) {
        return _trexFactory;
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getTokenImplementation() external view returns (address) {
        return _current.token;
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getCTRImplementation() external view returns (address) {
        return _joined(_current.ctrHigh, _current.ctrLow);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getIRImplementation() external view returns (address) {
        return _current.ir;
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getIRSImplementation() external view returns (address) {
        return _current.irs;
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getTIRImplementation() external view returns (address) {
        return _joined(_current.tirHigh, _current.tirLow);
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getMCImplementation() external view returns (address) {
        return _current.mc;
    }

    /// @inheritdoc ITREXImplementationAuthority
    function isReferenceContract() external view returns (bool) {
        return _isReference;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(ITREXImplementationAuthority).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    /// @inheritdoc ITREXImplementationAuthority
    function getReferenceContract() public view returns (address) {
        if (_trexFactory == address(0)) revert AuthorityAddressMissing();
        return ITREXFactory(_trexFactory).getImplementationAuthority();
    }

    function _addVersion(Version calldata version, TREXContracts calldata trex) private {
        if (_versions[_keyOf(version)].tokenImplementation != address(0)) revert AuthorityVersionExists(version);
        _checkCode(trex.tokenImplementation);
        _checkCode(trex.ctrImplementation);
        _checkCode(trex.irImplementation);
        _checkCode(trex.irsImplementation);
        _checkCode(trex.tirImplementation);
        _checkCode(trex.mcImplementation);

        _versions[_keyOf(version)] = trex;
        emit TREXVersionAdded(version, trex);
    }

    function _useVersion(Version calldata version) private {
        TREXContracts memory trex = _versions[_keyOf(version)];
        if (trex.tokenImplementation == address(0)) revert AuthorityVersionUnknown(version);
        // 0.0.0 is a version like any other: what tells it from "none yet" is the code in use.
        if (_current.token != address(0) && _keyOf(version) == _keyOf(_version)) {
            revert AuthorityVersionInUse(version);
        }
        _version = version;
        _current = _packed(trex);
        emit VersionUpdated(version);
    }

    function _deployAuthority(address token) private onlyReference returns (address) {
        if (_iaFactory == address(0)) revert AuthorityAddressMissing();
        return IIAFactory(_iaFactory).deployIA(token);
    }

    /// @dev Only the reference and what its factory deployed can name no code but the reference's. A move changes who
    /// chooses versions, never the code itself.
    function _checkAuthority(address authority) private view {
        if (authority != getReferenceContract() && !_isFromFactory(authority)) revert AuthorityUntrusted(authority);
        ITREXImplementationAuthority other = ITREXImplementationAuthority(authority);
        Version memory version = other.getCurrentVersion();
        if (_keyOf(version) != _keyOf(_version)) revert AuthorityVersionDiffers(authority);
        if (keccak256(abi.encode(other.getContracts(version))) != keccak256(abi.encode(_versions[_keyOf(version)]))) {
            revert AuthorityVersionDiffers(authority);
        }
    }

    function _isFromFactory(address authority) private view returns (bool) {
        return _iaFactory != address(0) && IIAFactory(_iaFactory).deployedByFactory(authority);
    }

    /// @dev A shared registry need not be one of these proxies.
    function _isInCharge(address target) private view returns (bool) {
        if (target.code.length == 0) return false;
        try IProxy(target).getImplementationAuthority() returns (address authority) {
            return authority == address(this);
        } catch {
            return false;
        }
    }

    function _checkCode(address implementation) private view {
        if (implementation.code.length == 0) revert AuthorityImplementationMissing(implementation);
    }

    function _packed(TREXContracts memory trex) private pure returns (Code memory) {
        uint160 ctr = uint160(trex.ctrImplementation);
        uint160 tir = uint160(trex.tirImplementation);
        return
            Code({
                token: trex.tokenImplementation,
                ctrHigh: uint96(ctr >> LOW_BITS),
                ir: trex.irImplementation,
                ctrLow: uint64(ctr),
                irs: trex.irsImplementation,
                tirHigh: uint96(tir >> LOW_BITS),
                mc: trex.mcImplementation,
                tirLow: uint64(tir)
            });
    }

    function _joined(uint96 high, uint64 low) private pure returns (address) {
        return address((uint160(high) << uint160(LOW_BITS)) | low);
    }

    function _keyOf(Version memory version) private pure returns (bytes32) {
        return keccak256(abi.encode(version));
    }
}
