// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IERC734} from "../../interfaces/erc3643/IERC734.sol";
import {IIdentityContract} from "./IIdentityContract.sol";

/// @notice The keys of an identity and what they execute. Source: IDENTITY-11, IDENTITY-12.
abstract contract IdentityKeys is Initializable, IIdentityContract {
    using EnumerableSet for EnumerableSet.Bytes32Set;
    using EnumerableSet for EnumerableSet.UintSet;

    struct Execution {
        address to;
        uint256 value;
        bytes data;
        bool done;
    }

    /// @custom:storage-location erc7201:muniment.storage.IdentityKeys
    struct IdentityKeysStorage {
        mapping(bytes32 key => EnumerableSet.UintSet) purposesOf;
        mapping(bytes32 key => uint256) typeOf;
        mapping(uint256 purpose => EnumerableSet.Bytes32Set) keysOf;
        mapping(uint256 executionId => Execution) executions;
        uint256 executionCount;
    }

    uint256 internal constant MANAGEMENT = 1;
    uint256 internal constant ACTION = 2;
    uint256 internal constant CLAIM_SIGNER = 3;
    uint256 private constant ECDSA_KEY = 1;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.IdentityKeys")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant IDENTITY_KEYS_SLOT = 0x2593695cef0497f489c2432e8c8e2092c5c84549cc4155e1dad38fa638493300;

    /// @dev The identity itself may do what an execution approved.
    modifier onlyPurpose(uint256 purpose) {
        if (msg.sender != address(this) && !_callerHas(purpose)) {
            revert IdentityCallerLacksPurpose(msg.sender, purpose);
        }
        _;
    }

    /// @inheritdoc IERC734
    function addKey(bytes32 key, uint256 purpose, uint256 keyType) external onlyPurpose(MANAGEMENT) returns (bool) {
        _addKey(key, purpose, keyType);
        return true;
    }

    /// @inheritdoc IERC734
    function removeKey(bytes32 key, uint256 purpose) external onlyPurpose(MANAGEMENT) returns (bool) {
        IdentityKeysStorage storage $ = _keys();
        if (!$.purposesOf[key].remove(purpose)) revert IdentityKeyLacksPurpose(key, purpose);
        $.keysOf[purpose].remove(key);
        uint256 keyType = $.typeOf[key];
        if ($.purposesOf[key].length() == 0) delete $.typeOf[key];
        emit KeyRemoved(key, purpose, keyType);
        return true;
    }

    /// @inheritdoc IERC734
    function execute(address to, uint256 value, bytes calldata data) external payable returns (uint256 executionId) {
        IdentityKeysStorage storage $ = _keys();
        executionId = $.executionCount++;
        $.executions[executionId] = Execution(to, value, data, false);
        emit ExecutionRequested(executionId, to, value, data);
        if (_callerHas(_purposeFor(to))) _approve(executionId, true);
    }

    /// @inheritdoc IERC734
    function approve(uint256 executionId, bool approval) external returns (bool) {
        IdentityKeysStorage storage $ = _keys();
        if (executionId >= $.executionCount) revert IdentityExecutionUnknown(executionId);
        if ($.executions[executionId].done) revert IdentityExecutionDone(executionId);
        uint256 purpose = _purposeFor($.executions[executionId].to);
        if (!_callerHas(purpose)) revert IdentityCallerLacksPurpose(msg.sender, purpose);
        return _approve(executionId, approval);
    }

    /// @inheritdoc IERC734
    function getKey(bytes32 key) external view returns (uint256[] memory purposes, uint256 keyType, bytes32 found) {
        IdentityKeysStorage storage $ = _keys();
        purposes = $.purposesOf[key].values();
        return (purposes, $.typeOf[key], purposes.length == 0 ? bytes32(0) : key);
    }

    /// @inheritdoc IERC734
    function getKeyPurposes(bytes32 key) external view returns (uint256[] memory) {
        return _keys().purposesOf[key].values();
    }

    /// @inheritdoc IERC734
    function getKeysByPurpose(uint256 purpose) external view returns (bytes32[] memory) {
        return _keys().keysOf[purpose].values();
    }

    /// @inheritdoc IERC734
    function keyHasPurpose(bytes32 key, uint256 purpose) public view returns (bool) {
        EnumerableSet.UintSet storage purposes = _keys().purposesOf[key];
        return purposes.contains(purpose) || purposes.contains(MANAGEMENT);
    }

    function _initializeKeys(address manager) internal onlyInitializing {
        if (manager == address(0)) revert IdentityKeyMissing();
        _addKey(_keyOf(manager), MANAGEMENT, ECDSA_KEY);
    }

    function _addKey(bytes32 key, uint256 purpose, uint256 keyType) private {
        IdentityKeysStorage storage $ = _keys();
        if (!$.purposesOf[key].add(purpose)) revert IdentityKeyHasPurpose(key, purpose);
        $.keysOf[purpose].add(key);
        // A key keeps the type it was first added with.
        if ($.purposesOf[key].length() == 1) $.typeOf[key] = keyType;
        emit KeyAdded(key, purpose, $.typeOf[key]);
    }

    /// @dev Marked done before the call and reopened when it fails, so that it runs at most once.
    function _approve(uint256 executionId, bool approval) private returns (bool success) {
        Execution storage execution = _keys().executions[executionId];
        emit Approved(executionId, approval);
        if (!approval) return true;

        (address to, uint256 value, bytes memory data) = (execution.to, execution.value, execution.data);
        execution.done = true;
        (success, ) = to.call{value: value}(data);
        if (success) {
            emit Executed(executionId, to, value, data);
        } else {
            execution.done = false;
            emit ExecutionFailed(executionId, to, value, data);
        }
    }

    function _callerHas(uint256 purpose) internal view returns (bool) {
        return keyHasPurpose(_keyOf(msg.sender), purpose);
    }

    function _purposeFor(address to) private view returns (uint256) {
        return to == address(this) ? MANAGEMENT : ACTION;
    }

    function _keyOf(address account) internal pure returns (bytes32) {
        return keccak256(abi.encode(account));
    }

    function _keys() private pure returns (IdentityKeysStorage storage $) {
        assembly ("memory-safe") {
            $.slot := IDENTITY_KEYS_SLOT // ERC-7201 pointer
        }
    }
}
