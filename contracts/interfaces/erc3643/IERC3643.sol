// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC3643Compliance} from "./IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "./IERC3643IdentityRegistry.sol";

/// @notice A permissioned ERC-20 token for regulated assets. Source: ERC-3643.
/// @dev `UpdatedTokenInformation` and `RecoverySuccess` carry the indexed layout of every deployed T-REX token.
interface IERC3643 is IERC20, IERC20Metadata {
    event UpdatedTokenInformation(
        string indexed _newName,
        string indexed _newSymbol,
        uint8 _newDecimals,
        string _newVersion,
        address indexed _newOnchainID
    );
    event IdentityRegistryAdded(address indexed _identityRegistry);
    event ComplianceAdded(address indexed _compliance);
    event RecoverySuccess(address indexed _lostWallet, address indexed _newWallet, address indexed _investorOnchainID);
    event AddressFrozen(address indexed _userAddress, bool indexed _isFrozen, address indexed _owner);
    event TokensFrozen(address indexed _userAddress, uint256 _amount);
    event TokensUnfrozen(address indexed _userAddress, uint256 _amount);
    event Paused(address _userAddress);
    event Unpaused(address _userAddress);

    /// @notice Renames the token. *Caller:* the owner.
    function setName(string calldata _name) external;

    /// @notice Changes the ticker. *Caller:* the owner.
    function setSymbol(string calldata _symbol) external;

    /// @notice Changes the token's own identity contract; zero means none. *Caller:* the owner.
    function setOnchainID(address _onchainID) external;

    /// @notice Stops transfers between holders. *Caller:* an agent.
    function pause() external;

    /// @notice Lets transfers between holders go on. *Caller:* an agent.
    function unpause() external;

    /// @notice Freezes or unfreezes a whole wallet. *Caller:* an agent.
    function setAddressFrozen(address _userAddress, bool _freeze) external;

    /// @notice Freezes more units of a wallet, no more than it holds. *Caller:* an agent.
    function freezePartialTokens(address _userAddress, uint256 _amount) external;

    /// @notice Unfreezes units of a wallet. *Caller:* an agent.
    function unfreezePartialTokens(address _userAddress, uint256 _amount) external;

    /// @notice Replaces the identity registry. *Caller:* the owner.
    function setIdentityRegistry(address _identityRegistry) external;

    /// @notice Replaces the compliance. *Caller:* the owner.
    function setCompliance(address _compliance) external;

    /// @notice Moves units without the holder's consent. *Caller:* an agent.
    function forcedTransfer(address _from, address _to, uint256 _amount) external returns (bool);

    /// @notice Creates units for a verified holder. *Caller:* an agent.
    function mint(address _to, uint256 _amount) external;

    /// @notice Destroys units. *Caller:* an agent.
    function burn(address _userAddress, uint256 _amount) external;

    /// @notice Moves everything of a lost wallet to another wallet of the same identity. *Caller:* an agent.
    function recoveryAddress(
        address _lostWallet,
        address _newWallet,
        address _investorOnchainID
    ) external returns (bool);

    /// @notice Several transfers of the caller.
    function batchTransfer(address[] calldata _toList, uint256[] calldata _amounts) external;

    /// @notice Several forced transfers. *Caller:* an agent.
    function batchForcedTransfer(
        address[] calldata _fromList,
        address[] calldata _toList,
        uint256[] calldata _amounts
    ) external;

    /// @notice Several mints. *Caller:* an agent.
    function batchMint(address[] calldata _toList, uint256[] calldata _amounts) external;

    /// @notice Several burns. *Caller:* an agent.
    function batchBurn(address[] calldata _userAddresses, uint256[] calldata _amounts) external;

    /// @notice Freezes or unfreezes several wallets. *Caller:* an agent.
    function batchSetAddressFrozen(address[] calldata _userAddresses, bool[] calldata _freeze) external;

    /// @notice Several partial freezes. *Caller:* an agent.
    function batchFreezePartialTokens(address[] calldata _userAddresses, uint256[] calldata _amounts) external;

    /// @notice Several partial unfreezes. *Caller:* an agent.
    function batchUnfreezePartialTokens(address[] calldata _userAddresses, uint256[] calldata _amounts) external;

    /// @notice The token's own identity contract, or zero.
    function onchainID() external view returns (address);

    /// @notice Version of the token's code.
    function version() external view returns (string memory);

    /// @notice The identity registry.
    function identityRegistry() external view returns (IERC3643IdentityRegistry);

    /// @notice The compliance.
    function compliance() external view returns (IERC3643Compliance);

    /// @notice Whether transfers between holders are stopped.
    function paused() external view returns (bool);

    /// @notice Whether a whole wallet is frozen.
    function isFrozen(address _userAddress) external view returns (bool);

    /// @notice Units of a wallet that are frozen.
    function getFrozenTokens(address _userAddress) external view returns (uint256);
}
