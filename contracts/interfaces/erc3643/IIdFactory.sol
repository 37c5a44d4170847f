// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Deploys identities and keeps which wallets and tokens they belong to. Source: ONCHAINID ABI.
/// @dev A salt is used once. It is kept with a prefix: `OID` for investors, `Token` for tokens.
interface IIdFactory {
    event Deployed(address indexed _addr);
    event WalletLinked(address indexed wallet, address indexed identity);
    event TokenLinked(address indexed token, address indexed identity);
    event WalletUnlinked(address indexed wallet, address indexed identity);
    event TokenFactoryAdded(address indexed factory);
    event TokenFactoryRemoved(address indexed factory);

    /// @notice Lets a contract create identities of tokens. *Caller:* the owner.
    function addTokenFactory(address _factory) external;

    /// @notice Takes that right back. *Caller:* the owner.
    function removeTokenFactory(address _factory) external;

    /// @notice Deploys an identity managed by a wallet and links the two. *Caller:* the owner.
    function createIdentity(address _wallet, string calldata _salt) external returns (address);

    /// @notice Deploys an identity managed by keys and links a wallet, which is none of them. *Caller:* the owner.
    /// @param _managementKeys keccak256(abi.encode(address)) each.
    function createIdentityWithManagementKeys(
        address _wallet,
        string calldata _salt,
        bytes32[] calldata _managementKeys
    ) external returns (address);

    /// @notice Deploys the identity of a token. *Caller:* the owner or a token factory.
    function createTokenIdentity(address _token, address _tokenOwner, string calldata _salt) external returns (address);

    /// @notice Links another wallet to the caller's identity. *Caller:* a linked wallet.
    function linkWallet(address _newWallet) external;

    /// @notice Unlinks a wallet from the caller's identity. *Caller:* a linked wallet.
    function unlinkWallet(address _oldWallet) external;

    /// @notice Identity of a wallet or token; zero if none.
    function getIdentity(address _wallet) external view returns (address);

    /// @notice Wallets of an identity.
    function getWallets(address _identity) external view returns (address[] memory);

    /// @notice Token of an identity; zero if none.
    function getToken(address _identity) external view returns (address);

    /// @notice Whether a contract may create identities of tokens.
    function isTokenFactory(address _factory) external view returns (bool);

    /// @notice Whether a salt was used.
    /// @param _salt The salt with its prefix.
    function isSaltTaken(string calldata _salt) external view returns (bool);

    /// @notice Where the proxies learn their code.
    function implementationAuthority() external view returns (address);
}
